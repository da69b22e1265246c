from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """Reviews of applications."""

    name = "matchmaking.reviews"
    label = "reviews"
    verbose_name = _("reviews")
