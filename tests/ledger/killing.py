"""A process that books is killed again and again; run on a copy of the test database.

python -m tests.ledger.killing <kills>
"""

import json
import os
import random
import signal
import sys
import time

import django

django.setup()

from django.db import connections  # noqa: E402

from matchmaking.ledger import services  # noqa: E402
from matchmaking.ledger.checking import faults_of  # noqa: E402
from matchmaking.ledger.models import Book, Posting  # noqa: E402
from tests.ledger import making  # noqa: E402

ACTS = ("commit", "disburse", "spend", "reverse")
BEGIN, DONE = b"b", b"d"


def main(kills):
    making.received(making.usd(1_000_000))
    project = making.application().pk
    began = time.monotonic()
    work(project, lambda _byte: None, until=len(ACTS))
    # As long as two or three acts take here and now, so that some kills come in the midst of one.
    while_it_books = (time.monotonic() - began) * 3 / len(ACTS)
    chance, said = random.Random(5), {"kills": 0, "inside": 0, "faults": []}
    while said["kills"] < kills:
        last = run_and_kill(project, chance.uniform(0, while_it_books))
        said["kills"] += 1
        said["inside"] += last == BEGIN
        said["faults"] += faults_of(Book.objects.get())
    work(project, lambda _byte: None, until=next_number() + len(ACTS))
    said["faults"] += faults_of(Book.objects.get())
    keys = [int(key.partition(":")[2]) for key in keys_booked()]
    said["booked"], said["once"] = len(keys), sorted(keys) == list(range(len(keys)))
    print(json.dumps(said))  # noqa: T201


def run_and_kill(project, seconds):
    """Let a child book for a moment, kill it, and return what it was about to do."""
    connections.close_all()
    out = os.pipe()
    child = os.fork()
    if child == 0:
        work(project, lambda byte: os.write(out[1], byte))
    os.close(out[1])
    told = os.read(out[0], 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told += os.read(out[0], 100_000)
    os.close(out[0])
    return told[-1:]


def work(project, tell, until=None):
    """Book one act after the other; what was asked last is asked again, with the same key."""
    number = max(0, next_number() - 1)
    while until is None or number < until:
        tell(BEGIN)
        act(project, ACTS[number % len(ACTS)], f"kill:{number}", number)
        tell(DONE)
        number += 1


def act(project, name, key, number):
    if name == "reverse":
        spent = Posting.objects.get(key=f"kill:{number - 1}")
        services.reverse(posting_id=spent.pk, actor=None, reason="Wrong", key=key)
        return
    done = getattr(services, name)
    done(application_id=project, amount=making.usd(3), actor=None, key=key)


def keys_booked():
    return list(Posting.objects.filter(key__startswith="kill:").values_list("key", flat=True))


def next_number():
    return len(keys_booked())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
