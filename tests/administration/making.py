"""What the fund desk looks at, made by the services of the slices below."""

from datetime import timedelta

from django.utils import timezone

from matchmaking.applications.models import Application
from tests.applications import making as applications


def waiting(days, **options):
    """Hand an application in that has waited for its screening for some days."""
    application = applications.submitted(**options)
    moved(application, days)
    return application


def moved(application, days):
    at = timezone.now() - timedelta(days=days)
    Application.objects.filter(pk=application.pk).update(moved_at=at)
