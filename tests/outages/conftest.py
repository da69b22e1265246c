"""A house of its own for the outages: database, broker, pages and worker, each to be killed.

What is done here is really committed and seen by other processes. The database is a copy of the
suite's, made before anything is in it but the reference data.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from tests.services import Missing, needed
from tests.services.elasticsearch import Cluster
from tests.services.programs import MissingProgram, free_port, program

ROOT = Path(settings.BASE_DIR)
LEASE = 3  # seconds
PATIENCE = 120  # seconds: starting a worker takes long where other tests run beside


def wait_for(condition, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)
    return found


class Redis:
    """A broker of our own that keeps nothing: when it is killed, all its messages are lost."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port(64900)
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def start(self):
        words = f"--port {self.port} --bind 127.0.0.1 --appendonly no --loglevel warning".split()
        command = [program("redis-server"), *words, "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


class Hands:
    """A process that does what pages do."""

    def __init__(self, env, log):
        command = [sys.executable, "-m", "tests.outages.hands"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=pipe, stdout=pipe, stderr=log, text=True
        )

    def __call__(self, name, *args):
        self.process.stdin.write(json.dumps([name, *args]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the pages ended at {name}: see their log"
        return json.loads(answer)

    def end(self):
        self.process.stdin.close()
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Worker:
    """A worker with three processes, whose work can be made to stand still."""

    def __init__(self, env, folder, log):
        self.env, self.log = env, log
        self.stops = folder / "stops"
        self.stops.mkdir()
        self.process = None

    def start(self):
        words = ["--app=tests.outages.stops", "worker", "--concurrency=3", "--hostname=ours@host"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "celery", *words, "--without-mingle", "--without-gossip"],
            cwd=ROOT,
            env=self.env | {"STOPS": str(self.stops)},
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def kill(self):
        """Kill it and its children as the kernel does: without a word."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop_at(self, *moments):
        for moment in moments:
            (self.stops / moment).touch()

    def wait_until_it_stands(self, *moments):
        wait_for(lambda: all((self.stops / f"{m}.reached").exists() for m in moments))

    def go_on(self):
        for file in self.stops.iterdir():
            file.unlink()


class House:
    """All of it together."""

    def __init__(self, folder, database, cluster):
        self.folder, self.database = folder, database
        self.log = (folder / "log.txt").open("ab")
        self.redis = Redis(folder)
        self.cluster = cluster
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": "outages",
            "ALLOWED_HOSTS": "testserver,exchange.example.org",
            "SITE_URL": "https://exchange.example.org",
            "REQUIRE_SECOND_FACTOR": "0",
            "SEARCH_ENGINE": "elasticsearch" if cluster else "postgres",
            "ELASTICSEARCH_URL": ",".join(cluster.urls) if cluster else "",
            "ELASTICSEARCH_PREFIX": "outages",
            "DATA_DIR": str(folder),
            "DATABASE_URL": database,
            "CACHE_URL": "locmemcache://",
            "CELERY_BROKER_URL": self.redis.url,
            "EMAIL_URL": "dummymail://",
            "DEFAULT_FROM_EMAIL": "exchange@example.org",
            "WORK_LEASE": str(LEASE),
            "LOG_LEVEL": "WARNING",
        }
        self.env.pop("ELASTICSEARCH_HOME", None)  # of the tests; no setting of the site
        self.worker = Worker(self.env, folder, self.log)

    def begin(self):
        """Start everything, with a request, an offer and a report, and wait until all is done."""
        self.redis.start()
        self.worker.start()
        self.pages = Hands(self.env, self.log)
        self.records = self.pages("prepare")
        self.pages("upload", "12 alarms for the armouries of Kisumu")
        self.wait_until_all_is_done()

    def end(self):
        self.worker.kill()
        if hasattr(self, "pages"):
            self.pages.end()
        self.redis.kill()
        self.log.close()

    def stand(self):
        return self.pages("stand")

    def wait_until_all_is_done(self):
        """Wait for the last piece of work, without the pauses between attempts."""

        def is_done():
            assert self.worker.process.poll() is None, f"the worker ended: see {self.log.name}"
            self.pages("hurry")
            return not self.pages("stand")["unfinished"]

        wait_for(is_done)
        return self.stand()

    def wait_until_the_index_is_up_to_date(self):
        """Ask for the outbox to be drained, as the calendar does every minute, until it is."""

        def is_drained():
            self.pages("ask_to_drain")
            time.sleep(1)
            return not self.stand()["outbox"]

        wait_for(is_drained)


@pytest.fixture(scope="module")
def database(django_db_setup, tmp_path_factory):
    """Copy the suite's database, and give the copy's address."""
    if connection.vendor != "postgresql":
        pytest.skip("outages are tried on PostgreSQL, where there are workers (set DATABASE_URL)")
    connection.close()  # a copy is made of what nobody uses
    name, server = f"outages_{os.getpid()}", os.environ["DATABASE_URL"].rpartition("/")[0]
    administrate(server, f"CREATE DATABASE {name} TEMPLATE {settings.DATABASES['default']['NAME']}")
    yield f"{server}/{name}"
    administrate(server, f"DROP DATABASE {name} WITH (FORCE)")


def administrate(server, words):
    admin = psycopg2.connect(f"{server}/postgres")
    admin.autocommit = True
    admin.cursor().execute(words)
    admin.close()


def redis_server():
    try:
        return program("redis-server")
    except MissingProgram as error:
        raise Missing(str(error)) from error


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Give a node of Elasticsearch of our own, or None where none is built."""
    if not os.environ.get("ELASTICSEARCH_HOME"):
        yield None
        return
    with Cluster(tmp_path_factory.mktemp("nodes"), heap="256m") as nodes:
        nodes.start()
        yield nodes


@pytest.fixture(scope="module")
def house(database, cluster, tmp_path_factory):
    needed(redis_server)
    house = House(tmp_path_factory.mktemp("outages"), database, cluster)
    try:
        house.begin()
        yield house
    finally:
        house.end()
