"""Two do the same thing at once, each with a connection of their own; on a copy of the database.

python -m tests.postgres.racing   prints what came of each scene
"""

import json
import threading

import django

django.setup()

import psycopg2  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import close_old_connections, connection, connections  # noqa: E402
from django.test import Client  # noqa: E402

from accounts import audit  # noqa: E402
from matchmaking.matching import services as matching  # noqa: E402
from matchmaking.matching.models import Suggestion  # noqa: E402
from matchmaking.needs import services as needs  # noqa: E402
from search.models import Outbox, SearchDocument  # noqa: E402
from search.sync import drain  # noqa: E402
from tests import cast  # noqa: E402
from tests.needs import making  # noqa: E402
from tests.offers import making as offering  # noqa: E402

ROUNDS = 4
WAITING = 240


def main():
    records = [making.published() for _number in range(ROUNDS)]
    for _number in range(ROUNDS):
        offering.published()
    scenes = {
        "moved": [moved() for _round in range(ROUNDS)],
        "drained": drained(records),
        "matched": matched(),
        "rematched": rematched(records),
        "slow": slow(),
        "lost": lost(),
    }
    print(json.dumps(scenes))  # noqa: T201


def moved():
    """Two of the secretariat publish the same request."""
    need, sofia = making.submitted(), cast.join("sofia")

    def publish():
        return needs.publish_need(need_id=need.pk, actor=sofia).status

    said = at_once(publish, publish)
    need.refresh_from_db()
    return {
        "said": sorted(said),
        "version": need.version,
        "entries": sum(entry.verb == "published" for entry in audit.history(need)),
    }


def drained(records):
    """Two workers take the same outbox; each change is dealt with by one of them."""
    rows = [Outbox(type="need", object_id=need.pk) for need in records for _time in range(100)]
    Outbox.objects.bulk_create(rows)
    done = at_once(drain, drain)
    found = SearchDocument.objects.filter(object_id__in=[need.pk for need in records])
    return {
        "waiting": len(rows),
        "done": done,
        "left": Outbox.objects.count(),
        "documents": found.filter(generation__type="need").count(),
    }


def matched():
    """Two nightly runs meet."""
    matching.match_all()
    before = suggestions()
    said = at_once(matching.match_all, matching.match_all)
    return {"said": said, "same": suggestions() == before, "number": len(before)}


def rematched(records):
    """Several requests are compared anew at once, and each changes the lists of the same offers."""
    before = suggestions()
    acts = [lambda pk=need.pk: matching.match_need(need_id=pk) for need in records]
    said = [word for _round in range(ROUNDS) for word in at_once(*acts)]
    return {"said": sorted({str(word) for word in said}), "same": suggestions() == before}


def slow():
    """A query takes longer than a page may."""

    def sleep(execute, sql, params, many, context):
        return execute(
            f"SET LOCAL statement_timeout = 20; SELECT pg_sleep(2); {sql}", params, many, context
        )

    with connection.execute_wrapper(sleep):
        answer = visit()
    return [answer.status_code, "longer than a page may take" in answer.text, visit().status_code]


def lost():
    """The connection breaks between two pages, and in the midst of one."""
    visit()
    end_connection()
    close_old_connections()  # what Django does as a request begins
    between = visit().status_code

    def cut(execute, sql, params, many, context):
        end_connection()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(cut):
        answer = visit()
    close_old_connections()
    return [between, answer.status_code, "does not answer" in answer.text, visit().status_code]


def visit():
    return Client(raise_request_exception=False).get("/needs/", headers={"host": "testserver"})


def end_connection():
    """Let the server end our connection, as when it is started anew."""
    pid = connection.connection and connection.connection.info.backend_pid
    database = settings.DATABASES["default"]
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    other = psycopg2.connect(**{key: database[name] for key, name in names.items()})
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()


def suggestions():
    columns = ("need_id", "offer_id", "rank_for_need", "rank_for_offer", "score")
    return sorted(Suggestion.objects.values_list(*columns))


def at_once(*acts):
    """Do these acts at the same moment, and return what each said."""
    gate, said = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        connection.ensure_connection()
        gate.wait(WAITING)
        try:
            said[place] = act()
        except Exception as error:  # noqa: BLE001 (the test says what it was)
            said[place] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAITING)
    return said


if __name__ == "__main__":
    main()
