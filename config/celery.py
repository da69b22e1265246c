"""Background work: in the same process until CELERY_BROKER_URL names a broker."""

import os

from celery import Celery
from celery.schedules import crontab
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

# Every task is written down before it is handed over: see docs/workers.md.
app = Celery("assistance_exchange", task_cls="config.operations.task:RecordedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# --- Queues ---------------------------------------------------------------------------------
# What may take minutes has a queue of its own, so that nobody's report waits behind it; a worker
# that is told nothing takes from both.
LONG = (
    "matchmaking.matching.tasks.match_all",
    "matchmaking.clearance.tasks.refresh_all",
    "matchmaking.clearance.tasks.refresh_embargoes",
    "matchmaking.coaching.tasks.score_all",
    "matchmaking.desk.tasks.refresh_queue",
    "matchmaking.insights.tasks.rebuild_facts",
    "matchmaking.lessons.tasks.renew_from_evaluations",
    "matchmaking.allocation.tasks.solve_scenario",
    "matchmaking.opendata.tasks.make_edition",
    "matchmaking.study.tasks.make_study",
    "matchmaking.writing.sheets.tasks.work_on_sheet",
)
# An author waits for her change to be found; but after an outage there is much of it.
LONG_AT_TIMES = ("search.tasks.drain_outbox",)
MINUTE = 60  # seconds
app.conf.task_queues = (Queue("default"), Queue("long"))
app.conf.task_default_queue = "default"
app.conf.task_routes = {name: {"queue": "long"} for name in LONG}
# The soft limit ends the task as a failure that operators see; the hard one kills its process.
app.conf.task_soft_time_limit, app.conf.task_time_limit = 9 * MINUTE, 10 * MINUTE
app.conf.task_annotations = {
    name: {"soft_time_limit": 50 * MINUTE, "time_limit": 55 * MINUTE}
    for name in LONG + LONG_AT_TIMES
}
app.steps["consumer"].add("config.operations.worker:LookAfterJobs")

# --- Calendar -------------------------------------------------------------------------------
app.conf.beat_scheduler = "config.operations.beat:CalendarScheduler"
app.conf.beat_schedule = {
    "expire-needs": {
        "task": "matchmaking.needs.tasks.expire_needs",
        "schedule": crontab(hour=0, minute=15),
    },
    "remind-of-endorsements": {
        "task": "matchmaking.projects.coordination.tasks.remind_of_endorsements",
        "schedule": crontab(hour=5, minute=20),
    },
    "expire-offers": {
        "task": "matchmaking.offers.tasks.expire_offers",
        "schedule": crontab(hour=0, minute=20),
    },
    "deliver-mail": {
        "task": "accounts.notifications.tasks.deliver_mail",
        "schedule": crontab(),
    },
    "remind-of-tasks": {
        "task": "accounts.notifications.tasks.remind_of_tasks",
        "schedule": crontab(hour=5, minute=30),
    },
    "daily-digests": {
        "task": "accounts.notifications.tasks.send_digests",
        "schedule": crontab(hour=6, minute=0),
        "args": ("daily",),
    },
    "weekly-digests": {
        "task": "accounts.notifications.tasks.send_digests",
        "schedule": crontab(hour=6, minute=10, day_of_week="monday"),
        "args": ("weekly",),
    },
    "alerts-at-once": {
        "task": "matchmaking.following.tasks.alert_at_once",
        "schedule": crontab(minute="*/15"),
    },
    "daily-alerts": {
        "task": "matchmaking.following.tasks.send_alerts",
        "schedule": crontab(hour=6, minute=5),
        "args": ("daily",),
    },
    "weekly-alerts": {
        "task": "matchmaking.following.tasks.send_alerts",
        "schedule": crontab(hour=6, minute=15, day_of_week="monday"),
        "args": ("weekly",),
    },
    "forget-old-news": {
        "task": "accounts.notifications.tasks.forget_old_news",
        "schedule": crontab(hour=1, minute=0),
    },
    "remind-and-lapse": {
        "task": "matchmaking.needs.renewal.tasks.remind_and_lapse",
        "schedule": crontab(hour=0, minute=25),
    },
    "run-clocks": {
        "task": "matchmaking.clocks.tasks.run_clocks",
        "schedule": crontab(hour=4, minute=30),
    },
    "ask-to-confirm": {
        "task": "matchmaking.clocks.tasks.ask_to_confirm",
        "schedule": crontab(hour=4, minute=45),
    },
    "thin-versions": {
        "task": "matchmaking.writing.tasks.thin_versions",
        "schedule": crontab(hour=1, minute=10),
    },
    "end-overdue-checks": {
        "task": "matchmaking.clearance.tasks.end_overdue_checks",
        "schedule": crontab(hour=0, minute=35),
    },
    "remind-of-conditions": {
        "task": "matchmaking.decisions.tasks.remind_of_conditions",
        "schedule": crontab(hour=5, minute=20),
    },
    "find-conflicts-of-interest": {
        "task": "matchmaking.applications.tasks.find_conflicts",
        "schedule": crontab(hour=1, minute=30),
    },
    "remind-of-questions": {
        "task": "matchmaking.introductions.tasks.remind_of_questions",
        "schedule": crontab(minute=20),
    },
    "check-ledger": {
        "task": "matchmaking.ledger.tasks.check_ledger",
        "schedule": crontab(hour=2, minute=0),
    },
    "make-open-data": {
        "task": "matchmaking.opendata.tasks.make_edition",
        "schedule": crontab(hour=2, minute=40),
    },
    "open-missing-projects": {
        "task": "matchmaking.payments.tasks.open_missing_projects",
        "schedule": crontab(minute="*/10"),
    },
    "remind-of-project-reports": {
        "task": "matchmaking.payments.tasks.remind_of_reports",
        "schedule": crontab(hour=4, minute=50),
    },
    "remind-of-observations": {
        "task": "matchmaking.observations.tasks.remind_of_observations",
        "schedule": crontab(hour=4, minute=55),
    },
    "rebuild-insights": {
        "task": "matchmaking.insights.tasks.rebuild_facts",
        "schedule": crontab(hour=2, minute=20),
    },
    "open-missing-undertakings": {
        "task": "matchmaking.monitoring.tasks.open_missing_undertakings",
        "schedule": crontab(minute=35),
    },
    "remind-of-values": {
        "task": "matchmaking.monitoring.tasks.remind_of_values",
        "schedule": crontab(hour=4, minute=55),
    },
    "forget-old-work": {
        "task": "config.operations.tasks.forget_old_work",
        "schedule": crontab(hour=1, minute=5),
    },
    "drain-outbox": {"task": "search.tasks.drain_outbox", "schedule": crontab()},
    "match-all": {
        "task": "matchmaking.matching.tasks.match_all",
        "schedule": crontab(hour=0, minute=30),
    },
    "renew-from-evaluations": {
        "task": "matchmaking.lessons.tasks.renew_from_evaluations",
        "schedule": crontab(hour=0, minute=25),
    },
    "refresh-queue": {
        "task": "matchmaking.desk.tasks.refresh_queue",
        "schedule": crontab(hour=1, minute=20),
    },
}
