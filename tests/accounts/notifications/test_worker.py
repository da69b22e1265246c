"""A real worker on a real Redis, killed in the middle: no letter is lost, none is sent twice.

What is committed here is seen by other processes, so this has a database of its own and touches
none of the suite's.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from celery import Celery
from django.conf import settings

from tests.accounts.notifications.sink import Sink
from tests.services import redis_url

pytestmark = [pytest.mark.redis, pytest.mark.slow]

ROOT = Path(settings.BASE_DIR)
QUEUE = f"letters-{os.getpid()}"
LETTERS = 5
LEASE = 1  # second
PATIENCE = 240  # seconds: starting a worker takes long where other tests run beside
PREPARE = f"""
import django; django.setup()
from django.core.management import call_command
from django.db import transaction
from accounts.models import User
from accounts.notifications.services import notify
for app in ("accounts", "notifications", "operations"):  # no more than a letter needs
    call_command("migrate", app, verbosity=0)
people = [User.objects.create_user(f"person{{n}}@example.org") for n in range({LETTERS})]
said = {{"giver": "Amina", "task": "Racks"}}
with transaction.atomic():
    for person in people:
        notify("task_given", recipients=[person], key="racks", url="/me/", params=said)
"""


@pytest.fixture(scope="module")
def redis():
    """Give the address of a Redis that answers, or skip."""
    return redis_url()


@pytest.fixture(scope="module")
def sink():
    with Sink() as server:
        yield server
        server.shutdown()


class Database:
    """The database of this test, looked at from outside."""

    def __init__(self, folder):
        self.url = f"sqlite:///{folder}/letters.sqlite3"
        self.name = settings.DATABASES["default"]["NAME"]
        self.is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
        if not self.is_sqlite:
            self.url = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/letters_{os.getpid()}"

    def connect(self):
        if self.is_sqlite:
            return sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=20)
        return psycopg2.connect(self.url)

    def create(self):
        self._administer("CREATE")

    def drop(self):
        self._administer("DROP")

    def _administer(self, verb):
        if self.is_sqlite:
            return
        server = psycopg2.connect(os.environ["DATABASE_URL"].rpartition("/")[0] + "/postgres")
        server.autocommit = True
        server.cursor().execute(f"{verb} DATABASE letters_{os.getpid()}")
        server.close()

    def lock(self):
        """Let nobody else write a letter's state until the connection is closed."""
        held = self.connect()
        if self.is_sqlite:
            held.isolation_level = None
            held.execute("BEGIN IMMEDIATE")
        else:
            held.cursor().execute("LOCK TABLE notifications_email IN EXCLUSIVE MODE")
        return held

    def ask(self, words):
        connection = self.connect()
        try:
            cursor = connection.cursor()
            cursor.execute(words)
            rows = cursor.fetchall() if cursor.description else []
            connection.commit()
        finally:
            connection.close()
        return rows

    def states(self):
        return sorted(state for (state,) in self.ask("SELECT state FROM notifications_email"))


@pytest.fixture(scope="module")
def house(redis, sink, tmp_path_factory):
    """Give the environment of the processes, their database with five letters, and a folder."""
    folder = tmp_path_factory.mktemp("letters")
    database = Database(folder)
    database.create()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "letters",
        "ALLOWED_HOSTS": "exchange.example.org",
        "SITE_URL": "https://exchange.example.org",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database.url,
        "CACHE_URL": "locmemcache://",
        "CELERY_BROKER_URL": redis,
        "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        "DEFAULT_FROM_EMAIL": "exchange@example.org",
        "MAIL_LEASE": str(LEASE),
        "LOG_LEVEL": "WARNING",
    }
    try:
        subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=env, check=True)
        assert database.states() == ["waiting"] * LETTERS
        yield env, database, folder
    finally:
        database.drop()


class Worker:
    """A worker of our own, which can be killed and started anew."""

    def __init__(self, env, folder, name):
        self.env = env
        self.name = f"{name}@{QUEUE}"
        self.log = (folder / "worker.log").open("ab")
        self.process = None

    def start(self):
        """Start it and wait until it answers."""
        if self.process is None:
            # Commits write to the usual queue, this test to its own.
            words = ["--app=config", "worker", f"--queues=default,{QUEUE}", "--concurrency=1"]
            words.append(f"--hostname={self.name}")
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", *words, "--without-mingle", "--without-gossip"],
                cwd=ROOT,
                env=self.env,
                stdout=self.log,
                stderr=self.log,
                start_new_session=True,
            )
            wait_for(self.answers)

    def answers(self):
        assert self.process.poll() is None, "the worker ended"
        with broker(self.env["CELERY_BROKER_URL"]) as app:
            return app.control.ping(destination=[self.name], timeout=1)

    def kill(self):
        """Kill it and its children as the kernel does: without a word."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@pytest.fixture(scope="module")
def worker(house):
    env, _database, folder = house
    one = Worker(env, folder, "first")
    yield one
    one.kill()
    one.log.close()


@contextmanager
def broker(url):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the client of Redis
        with Celery(broker=url) as app:
            yield app


def enqueue(url):
    """Ask for delivery, as each commit and the calendar do."""
    with broker(url) as app:
        app.send_task("accounts.notifications.tasks.deliver_mail", queue=QUEUE)


def wait_for(condition, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def letters(house, worker):
    """Give the database, and a worker that has sent all there was at first."""
    _env, database, _folder = house
    worker.start()
    wait_for(lambda: "waiting" not in database.states())
    return database


def test_what_is_committed_is_sent_by_the_worker(letters, sink):
    wait_for(lambda: letters.states() == ["delivered"] * LETTERS)
    assert len(set(sink.names())) == len(sink.names()) == LETTERS


def wait_again(letters, sink, moment="", number=0):
    """Let the five wait again, and the server stop at a moment."""
    sink.stop_at(moment, number)
    again = "state = 'waiting', claim = NULL, attempts = 0, due_at = '2000-01-01 00:00:00'"
    letters.ask(f"UPDATE notifications_email SET {again}")


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA", "answer"])
def test_a_worker_killed_in_the_middle_loses_no_letter_and_sends_none_twice(
    worker, letters, sink, redis, moment
):
    wait_again(letters, sink, moment, number=3)
    enqueue(redis)
    assert sink.stopped.wait(PATIENCE)
    worker.kill()
    sink.release()
    time.sleep(LEASE + 0.2)

    worker.start()
    enqueue(redis)
    over = {"delivered", "unsure"}
    wait_for(lambda: set(letters.states()) <= over)
    assert len(sink.names()) == LETTERS
    assert len(set(sink.names())) == LETTERS
    # Only whoever died waiting for the answer leaves a doubt, and the letter has arrived.
    assert letters.states().count("unsure") == (moment == "answer")


def test_a_worker_killed_between_the_letter_and_its_end_has_handed_nothing_over(
    worker, letters, sink, redis
):
    wait_again(letters, sink, "DATA", number=3)
    enqueue(redis)
    assert sink.stopped.wait(PATIENCE)
    held = letters.lock()  # the worker can write the letter, but not that it hands it over
    sink.release()
    time.sleep(0.5)
    assert len(sink.names()) == 2
    worker.kill()
    held.close()
    time.sleep(LEASE + 0.2)

    worker.start()
    enqueue(redis)
    wait_for(lambda: letters.states() == ["delivered"] * LETTERS)
    assert len(set(sink.names())) == len(sink.names()) == LETTERS


def test_a_worker_that_is_too_slow_leaves_the_letter_to_another_and_breaks_off(
    house, worker, letters, sink, redis
):
    env, _database, folder = house
    second = Worker(env, folder, "second")
    second.start()
    try:
        wait_again(letters, sink, "MAIL", number=1)
        enqueue(redis)
        assert sink.stopped.wait(PATIENCE)  # one of them is stuck with a letter
        enqueue(redis)
        wait_for(lambda: len(sink.names()) == LETTERS - 1)
        time.sleep(LEASE + 0.2)
        enqueue(redis)
        wait_for(lambda: letters.states() == ["delivered"] * LETTERS)
        sink.release()
        time.sleep(1)
    finally:
        second.kill()
        second.log.close()
    assert len(set(sink.names())) == len(sink.names()) == LETTERS
