"""So many pages a second for minutes on end, against gunicorn, by visitors and signed-in people.

    python -m tests.bench.load             50 requests a second for 5 minutes
    python -m tests.bench.load 20 60       20 a second for a minute

Each request is sent when the schedule says, whatever became of those before it, and its time is
counted from that moment: a server that falls behind cannot hide it. 10,000 requests are on the
site. BENCH_DATABASE_URL and SEARCH_ENGINE choose database and engine, BENCH_WORKERS the processes.
"""

import http.client
import io
import os
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import NamedTuple

from tests.bench.pages import WORDS, in_a_world_of_its_own
from tests.bench.papers import median_and_p95
from tests.services.programs import free_port

RATE, SECONDS = 50, 300
WORKERS = os.environ.get("BENCH_WORKERS", "2")
CLIENTS = 100  # more than are ever under way at once, unless the server falls far behind
WARM_UP = 60  # requests, one after another, that are not counted
SIGNED_IN = 0.3
CLOSED = (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)
PATIENCE = 30  # seconds; a page that takes longer has failed
# The walk: what is asked for, and how often among a hundred.
SHARES = {
    "home": 10,
    "list": 15,
    "text query": 15,
    "filtered": 15,
    "later page": 5,
    "request": 30,
    "article": 10,
}


class Asked(NamedTuple):
    """One request of the schedule: when it is due, in seconds, and for what."""

    due: float
    name: str
    path: str
    is_signed_in: bool


class Answered(NamedTuple):
    """What became of a request; `took` counts from the moment it was due."""

    name: str
    took: float
    late: float
    trouble: str


def main(rate: float, seconds: int) -> int:
    """Print a table: page, requests, errors, median, p95 and longest in milliseconds."""
    with in_a_world_of_its_own():
        _index()
        walk, cookie = _walk(rate, seconds), _session()
        with _gunicorn() as port:
            for one in walk[:WARM_UP]:
                _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE), one, cookie)
            before, start = os.times(), time.perf_counter()
            answers = _play(walk, port, cookie)
            took = time.perf_counter() - start
        used = sum(os.times()[:2]) - sum(before[:2])
    print(f"{rate:g} requests/s for {seconds} s, {WORKERS} processes of gunicorn; ", end="")
    print(f"{len(answers) / took:.1f} a second were answered, the client itself took", end=" ")
    print(f"{used:.0f} s of processor; load at the end {os.getloadavg()[0]:.1f}\n")
    _print(answers)
    return int(any(answer.trouble for answer in answers))


def _index() -> None:
    from django.core.management import call_command

    call_command("reindex", stdout=io.StringIO())


def _walk(rate: float, seconds: int) -> list[Asked]:
    """Return the schedule: evenly spaced, pages drawn by their shares."""
    chance, places = random.Random(3), _places()
    names, shares = list(SHARES), list(accumulate(SHARES.values()))
    drawn = chance.choices(names, cum_weights=shares, k=int(rate * seconds))
    return [
        Asked(n / rate, name, places(name, chance), chance.random() < SIGNED_IN)
        for n, name in enumerate(drawn)
    ]


def _places():
    from django.urls import reverse

    from cms.models import ArticlePage
    from matchmaking.needs.models import Need
    from matchmaking.vocabulary.models import Theme

    listing, ids = reverse("needs:list"), list(Need.objects.values_list("pk", flat=True))
    article = ArticlePage.objects.live().first().get_url()
    themes = list(Theme.objects.values_list("pk", flat=True))

    def place(name: str, chance: random.Random) -> str:
        words = "+".join(chance.sample(WORDS, 2))
        return {
            "home": "/",
            "list": listing,
            "text query": f"{listing}?q={words}",
            "filtered": f"{listing}?theme={chance.choice(themes)}&priority=high",
            "later page": f"{listing}?page={chance.randint(2, 200)}",
            "request": reverse("needs:detail", args=[chance.choice(ids)]),
            "article": article,
        }[name]

    return place


def _session() -> str:
    """Sign somebody in and return the cookie."""
    from django.conf import settings
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email="bench@example.org"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@contextmanager
def _gunicorn() -> Iterator[int]:
    port = free_port()
    settings = {"WEB_BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": WORKERS}
    server = subprocess.Popen([sys.executable, "-m", "gunicorn"], env=os.environ | settings)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/", headers={"Host": "localhost"})
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("gunicorn does not answer")


def _play(walk: Sequence[Asked], port: int, cookie: str) -> list[Answered]:
    """Send every request when it is due; whoever is free takes the next."""
    waiting, answers, start = iter(walk), list[Answered](), time.perf_counter()
    turn = threading.Lock()

    def play() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        while True:
            with turn:
                one = next(waiting, None)
            if one is None:
                return
            time.sleep(max(0.0, start + one.due - time.perf_counter()))
            late = time.perf_counter() - start - one.due
            trouble = _ask(connection, one, cookie)
            answers.append(Answered(one.name, time.perf_counter() - start - one.due, late, trouble))

    clients = [threading.Thread(target=play) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return answers


def _ask(connection: http.client.HTTPConnection, asked: Asked, cookie: str) -> str:
    """Fetch a page and return what was wrong with it."""
    headers = {"Host": "localhost", "Accept": "text/html"}
    headers |= {"Cookie": cookie} if asked.is_signed_in else {}
    try:
        try:
            answer, body = _fetch(connection, asked.path, headers)
        except CLOSED:
            # The server closed a connection that was idle: every browser asks again.
            answer, body = _fetch(connection, asked.path, headers)
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return type(error).__name__
    return "" if answer.status == 200 and b"</html>" in body else f"status {answer.status}"


def _fetch(
    connection: http.client.HTTPConnection, path: str, headers: Mapping[str, str]
) -> tuple[http.client.HTTPResponse, bytes]:
    try:
        connection.request("GET", path, headers=dict(headers))
        answer = connection.getresponse()
        return answer, answer.read()
    except CLOSED:
        connection.close()
        raise


def _print(answers: list[Answered]) -> None:
    by_name: dict[str, list[Answered]] = defaultdict(list)
    for answer in answers:
        by_name[answer.name].append(answer)
    print("| page | requests | errors | median ms | p95 ms | longest ms |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, some in {**by_name, "all": answers}.items():
        times = [answer.took * 1000 for answer in some]
        errors = sum(bool(answer.trouble) for answer in some)
        median, p95 = median_and_p95(times)
        print(
            f"| {name} | {len(some):,} | {errors} | {median:.0f} | {p95:.0f} | {max(times):.0f} |"
        )
    late = max(answer.late for answer in answers)
    print(f"\nlongest that a request was sent after its time: {late * 1000:.0f} ms")
    for trouble in sorted({answer.trouble for answer in answers if answer.trouble}):
        print(f"{sum(answer.trouble == trouble for answer in answers)} x {trouble}")


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(float(words[0]) if words else RATE, int(words[1]) if words[1:] else SECONDS))
