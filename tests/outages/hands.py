"""A web process without a server: it does what it is told, one line in, one line out.

It has the database and the broker of the outages, and really commits.
"""

import contextlib
import datetime
import json
import sys
import time

import django
from django.db import close_old_connections

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Organisation  # noqa: E402
from accounts.notifications.models import Email  # noqa: E402
from config.operations import jobs  # noqa: E402
from config.operations.models import Job  # noqa: E402
from matchmaking.matching.models import Suggestion  # noqa: E402
from matchmaking.reports.models import NationalReport  # noqa: E402
from search.models import IndexGeneration, Outbox, SearchDocument  # noqa: E402
from tests import cast  # noqa: E402
from tests.needs import making as needs  # noqa: E402
from tests.offers import making as offers  # noqa: E402

MATCH_ALL = "matchmaking.matching.tasks.match_all"
DRAIN = "search.tasks.drain_outbox"


def prepare():
    """Bring the cast, a request and an offer; the suite may have searched with other servers."""
    IndexGeneration.objects.all().delete()
    for name in ("amina", "sofia", "dina"):
        cast.join(name)
    return [needs.published().pk, offers.published().pk]


def upload(words):
    """File a report through the page, as Amina; say the answer and how long it took."""
    client = Client(raise_request_exception=True)
    client.force_login(cast.join("amina"))
    kenya = Organisation.objects.get(name="Kenya").pk
    page = f"<html><body><h1>Kenya 2014</h1><p>Kenya requests {words}.</p></body></html>"
    file = SimpleUploadedFile("report.html", page.encode())
    begun = time.monotonic()
    address = reverse("reports:upload")
    answer = client.post(address, {"organisation": kenya, "file": file}, secure=True)
    return [answer.status_code, time.monotonic() - begun]


def publish():
    """Publish a request; say how long it took."""
    begun = time.monotonic()
    needs.published()
    return time.monotonic() - begun


def match_all():
    """Ask for a full run, as the calendar does."""
    return str(jobs.enqueue(MATCH_ALL, []).uid)


def drain(need_id):
    """Leave a change to be indexed, and ask for it, as the calendar does."""
    Outbox.objects.create(type="need", object_id=need_id)
    return str(jobs.enqueue(DRAIN, []).uid)


def ask_to_drain():
    """Ask for the outbox to be drained, as the calendar does when the pauses are over."""
    Outbox.objects.update(retry_at=None)
    return str(jobs.enqueue(DRAIN, []).uid)


def let_time_pass():
    """Move what has begun to be read into the past, where it counts as lost."""
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    return NationalReport.objects.filter(status="reading").update(reading_since=long_ago)


def hurry():
    """Let all that is to be tried again be due now."""
    return Job.objects.filter(state="waiting").update(due_at=timezone.now())


def stand():
    """Say how everything stands."""
    reports = NationalReport.objects.order_by("pk")
    return {
        "jobs": sorted(Job.objects.values_list("task", "state", "attempts")),
        "unfinished": Job.objects.unfinished().count(),
        "failed": list(Job.objects.given_up().values_list("task", "error")),
        "reports": [[r.status, r.candidates.count(), r.passages.count()] for r in reports],
        "suggestions": Suggestion.objects.count(),
        "outbox": Outbox.objects.count(),
        "documents": SearchDocument.objects.filter(
            generation__type="need", generation__status="live", is_deleted=False
        ).count(),
        "letters": Email.objects.count(),
    }


def attempts(uid):
    """Say how often a piece of work was begun."""
    return Job.objects.get(uid=uid).attempts


COMMANDS = {
    act.__name__: act
    for act in (
        prepare, upload, publish, match_all, drain, ask_to_drain, let_time_pass, hurry,
        attempts, stand,
    )
}  # fmt: skip


def main():
    for line in sys.stdin:
        name, *args = json.loads(line)
        close_old_connections()  # as at the beginning of each request
        with contextlib.redirect_stdout(sys.stderr):
            answer = COMMANDS[name](*args)
        sys.stdout.write(json.dumps(answer, default=str) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
