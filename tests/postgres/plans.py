"""How PostgreSQL reads for the main lists of a large site; run on a copy of the test database.

python -m tests.postgres.plans <requests>   prints each list with its queries, and what they scan
"""

import json
import sys
import time

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.notifications.models import Notification  # noqa: E402
from matchmaking import audit  # noqa: E402
from matchmaking.ledger import selectors as ledger  # noqa: E402
from matchmaking.needs.models import Need  # noqa: E402
from matchmaking.needs.selectors import my_needs, needs_for_listing  # noqa: E402
from search.sync import _take  # noqa: E402
from tests import cast  # noqa: E402
from tests.postgres.filling import FIRST, fill  # noqa: E402

LARGE = 5_000  # of fewer rows the whole is read as quickly
PAGE = 25
# Lists that read a whole table, and why no index would help.
WHOLE = {
    "queue of the desk": "which countries its filter offers is asked of all open cases",
    "applications": "who may know of one is asked of every application and proposal",
    "pipeline": "the same; it also counts every stage",
}


def main(number):
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
    need, fund = fill(number)
    filled = time.monotonic() - began
    found = {name: planned(act) for name, act in lists(need, fund).items()}
    scanned = {name: list_["scans"] for name, list_ in found.items() if list_["scans"]}
    unexpected = {name: scans for name, scans in scanned.items() if name not in WHOLE}
    said = {"filled": round(filled, 1), "lists": found, "unexpected": unexpected}
    print(json.dumps(said))  # noqa: T201


def lists(need, fund):
    """Return what the lists do, by their names."""
    ids = [FIRST + 7 * place for place in range(1, PAGE + 1)]
    reader = User.objects.get(pk=FIRST + 8)
    return {
        "requests by ids": lambda: list(needs_for_listing(cast.join("dina")).filter(pk__in=ids)),
        "requests of my State": lambda: list(my_needs(cast.join("amina"))[:PAGE]),
        "page of a request": page("amina", "needs:detail", need.pk),
        "history of a request": lambda: audit.history(Need.objects.get(pk=FIRST + 5)),
        "inbox": lambda: list(Notification.objects.filter(user=reader).order_by("-pk")[:PAGE]),
        "page of the inbox": page(reader, "notifications:list"),
        "tasks": page("sofia", "notifications:tasks"),
        "queue of the desk": page("sofia", "desk:queue"),
        "a request on the desk": page("sofia", "desk:need", need.pk),
        "applications": page("amina", "applications:list"),
        "pipeline": page("tomas", "administration:pipeline"),
        "balances": lambda: ledger.fund_figures([fund.pk]),
        "books": page("tomas", "ledger:fund", fund.pk),
        "outbox": taken,
    }


def page(who, name, *args):
    def get():
        client = Client()
        client.force_login(cast.join(who) if isinstance(who, str) else who)
        answer = client.get(reverse(name, args=args), headers={"host": "testserver"})
        assert answer.status_code == 200, (name, answer.status_code)

    return get


@transaction.atomic
def taken():
    _take(None, None)


def planned(act):
    """Do `act` and explain every query it asks."""
    asked = {}

    def note(execute, sql, params, many, context):
        if sql.startswith("SELECT"):
            asked[sql] = params
        return execute(sql, params, many, context)

    act()  # what is asked once in a process is not asked for each list
    with connection.execute_wrapper(note):
        act()
    plans = [explained(sql, params) for sql, params in asked.items()]
    slowest = max(plans, key=lambda plan: plan["ms"])
    return {
        "queries": len(plans),
        "ms": round(sum(plan["ms"] for plan in plans), 1),
        "blocks": sum(plan["blocks"] for plan in plans),
        "slowest": slowest,
        "scans": [plan for plan in plans if plan["scans"]],
    }


def explained(sql, params):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        (said,) = cursor.fetchone()
    top = (json.loads(said) if isinstance(said, str) else said)[0]
    plan = top["Plan"]
    return {
        "sql": sql[sql.find(" FROM ") :][:3000],
        "ms": round(top["Execution Time"], 2),
        "blocks": plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
        "nodes": [node["Node Type"] for node in nodes(plan)],
        "scans": [
            f"{node['Relation Name']} ({rows} rows)"
            for node in nodes(plan)
            if node["Node Type"] == "Seq Scan" and (rows := read_by(node)) >= LARGE
        ],
    }


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def read_by(node):
    return int(node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]


if __name__ == "__main__":
    main(int(sys.argv[1]))
