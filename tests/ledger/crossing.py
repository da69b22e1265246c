"""Two acts on one application cross each other; run on a copy of the test database.

python -m tests.ledger.crossing
"""

import json
import threading
import time

import django

django.setup()

from django.db import connection, connections, transaction  # noqa: E402

from matchmaking.applications.models import Application  # noqa: E402
from matchmaking.ledger import services as ledger  # noqa: E402
from matchmaking.reviews import services as reviews  # noqa: E402
from tests.applications.making import person  # noqa: E402
from tests.decisions import making as deciding  # noqa: E402
from tests.ledger import making  # noqa: E402
from tests.reviews import making as reviewing  # noqa: E402

SOON = 10
WAITING = (
    "SELECT count(*) FROM pg_locks "
    "WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
)


def ballot():
    """A ballot approves an application while something else about it is being booked."""
    application = deciding.ready()
    on = deciding.ballot(application)
    deciding.cast_votes(on, rania="yes", hugo="yes", mei="yes")

    def book():
        ledger.commit(application_id=application.pk, amount=making.usd(1), actor=None, key="other")

    return book, lambda: None, lambda: deciding.count(on)


def closing():
    """A reviewer leaves while the reviews are being closed."""
    application = reviewing.in_review(1)
    assignment = reviewing.asked(application)
    common = {"application_id": application.pk, "actor": person("tomas")}

    def hold():
        Application.objects.held().get(pk=application.pk)

    def close():
        reviews.close_reviews(**common, reason="Nobody has time.")

    def leave():
        said = {"ground": "other", "words": "My brother runs it."}
        reviews.leave_for_conflict(assignment_id=assignment.pk, actor=assignment.reviewer, **said)

    return hold, close, leave


def cross(first, rest, second):
    """Let the second act begin in the midst of the first; say whether they met, and how it went."""
    said = ["did not meet", "", ""]
    other = threading.Thread(target=tell, args=(said, 2, second))

    def whole():
        with transaction.atomic():
            first()
            other.start()
            if somebody_waits():
                said[0] = "met"
            rest()

    tell(said, 1, whole)
    other.join()
    return said


def tell(said, place, act):
    try:
        act()
    except Exception as error:  # noqa: BLE001 (the test says what it was)
        said[place] = repr(error)
    else:
        said[place] = "done"
    finally:
        connections.close_all()


def somebody_waits():
    """Say whether another connection comes to wait for this one."""
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.02)
    return False


if __name__ == "__main__":
    print(json.dumps([cross(*scene()) for scene in (ballot, closing)]))  # noqa: T201
