from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The shell: templates, static files, template pieces, commands that concern the whole site."""

    name = "config"
    label = "config"
