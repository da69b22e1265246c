"""The site: settings, addresses, shell; nothing here decides anything about the marketplace."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
