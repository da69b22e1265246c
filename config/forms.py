"""How forms look: Django's own renderer with the house's field template."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Render every form and field with the templates in config/templates/forms."""
