"""Many processes and threads commit the same money at once; run on a copy of the test database.

python -m tests.ledger.racing <processes> <threads> <tries of each thread> <dollars of each try>
"""

import json
import os
import sys
import threading

import django

django.setup()

from django.db import connections  # noqa: E402

from matchmaking.ledger import services  # noqa: E402
from matchmaking.ledger.checking import faults_of  # noqa: E402
from matchmaking.ledger.errors import InsufficientFunds  # noqa: E402
from matchmaking.ledger.facts import left_of  # noqa: E402
from matchmaking.ledger.models import Book, Posting  # noqa: E402
from tests.ledger import making  # noqa: E402

HELD = 1000


def main(processes, threads, tries, wanted):
    for _number in range(4):
        making.received(making.usd(HELD // 4))
    project = making.application().pk
    connections.close_all()
    start, children = os.pipe(), []
    for process in range(processes):
        out = os.pipe()
        if os.fork() == 0:
            os.close(start[1])
            os.read(start[0], 1)  # ends when the parent lets go: all begin at once
            counts = race(project, wanted, process, threads, tries)
            os.write(out[1], json.dumps(counts).encode())
            os._exit(0)
        children.append(out[0])
        os.close(out[1])
    os.close(start[1])
    counts = [json.loads(os.read(child, 10_000)) for child in children]
    for _child in children:
        os.wait()
    report(project, counts)


def race(project, wanted, process, threads, tries):
    counts = {"done": 0, "refused": 0, "failed": []}
    lock = threading.Lock()

    def run(thread):
        for number in range(tries):
            said = attempt(project, making.usd(wanted), f"race:{process}:{thread}:{number}")
            with lock:
                if said in ("done", "refused"):
                    counts[said] += 1
                else:
                    counts["failed"].append(said)
        connections.close_all()

    runners = [threading.Thread(target=run, args=(thread,)) for thread in range(threads)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    return counts


def attempt(project, amount, key):
    try:
        services.commit(application_id=project, amount=amount, actor=None, key=key)
    except InsufficientFunds:
        return "refused"
    except Exception as error:  # noqa: BLE001 (the test says what it was)
        return repr(error)
    return "done"


def report(project, counts):
    book = Book.objects.get()
    said = {
        "done": sum(count["done"] for count in counts),
        "refused": sum(count["refused"] for count in counts),
        "failed": [word for count in counts for word in count["failed"]],
        "left": sum(left_of(book.fund_id).values()),
        "postings": Posting.objects.filter(application=project).count(),
        "faults": faults_of(book),
    }
    print(json.dumps(said))  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
