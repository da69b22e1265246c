"""Background work: in the same process until CELERY_BROKER_URL names a broker."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

app = Celery("assistance_exchange")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "expire-needs": {
        "task": "matchmaking.needs.tasks.expire_needs",
        "schedule": crontab(hour=0, minute=15),
    },
    "expire-offers": {
        "task": "matchmaking.offers.tasks.expire_offers",
        "schedule": crontab(hour=0, minute=20),
    },
    "drain-outbox": {"task": "search.tasks.drain_outbox", "schedule": crontab(minute="*/5")},
    "match-all": {
        "task": "matchmaking.matching.tasks.match_all",
        "schedule": crontab(hour=0, minute=30),
    },
}
