"""The servers of the tests: missing ones are told, wrong jars refused, others' processes spared."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import services
from tests.services import Missing, __main__, machine, programs
from tests.services.elasticsearch import Cluster, cluster
from tests.services.elasticsearch.building import WrongJars, build, check_jars, class_path

SERVERS = {
    "POSTGRES_URL": ("PostgreSQL", "postgres://u:secret@127.0.0.1:1/x", services.postgres_url),
    "REDIS_URL": ("Redis", "redis://:secret@127.0.0.1:1/0", services.redis_url),
    "ELASTICSEARCH_URL": ("Elasticsearch", "http://127.0.0.1:1", services.elasticsearch_url),
}


# --- Asking for a server --------------------------------------------------------------------------
@pytest.mark.parametrize("variable", SERVERS)
def test_without_a_server_a_test_is_skipped_and_told_how_to_start_one(variable, monkeypatch):
    name, _, url = SERVERS[variable]
    monkeypatch.setattr(services, "REQUIRED", False)
    monkeypatch.delenv(variable, raising=False)
    with pytest.raises(pytest.skip.Exception, match=f"no {name}: set {variable}.*make services"):
        url()


@pytest.mark.parametrize("variable", SERVERS)
def test_where_servers_are_required_a_silent_one_fails_the_test(variable, monkeypatch):
    name, address, url = SERVERS[variable]
    monkeypatch.setattr(services, "REQUIRED", True)
    monkeypatch.setenv(variable, address)
    with pytest.raises(pytest.fail.Exception, match=f"no {name} at ") as failure:
        url()
    assert "secret" not in str(failure.value)


# --- What make runs -------------------------------------------------------------------------------
SAY = [sys.executable, "-c", "import os; print(os.environ.get('SEARCH_ENGINE'), flush=True)"]


@pytest.fixture
def make(monkeypatch, capfd):
    """Return a function that runs a command where some servers answer, and gives what is said."""

    def run(command, *, answering=(), required=False):
        for name in ("postgres", "elasticsearch"):
            monkeypatch.setattr(__main__, f"find_{name}", lambda name=name: ask(name, answering))
        monkeypatch.setattr(__main__, "REQUIRED", required)
        monkeypatch.delenv("SEARCH_ENGINE", raising=False)
        return command(*SAY), capfd.readouterr().out.split("\n")[:-1]

    return run


def ask(name, answering):
    if name not in answering:
        raise Missing(f"no {name}")
    return name


def test_the_second_run_takes_what_answers_and_says_what_does_not(make):
    both = ("postgres", "elasticsearch")
    assert make(__main__.second, answering=both) == (0, ["elasticsearch"])
    assert make(__main__.second, answering=both[:1]) == (
        0,
        ["SKIPPED searching with Elasticsearch: no elasticsearch", "None"],
    )
    assert make(__main__.second) == (0, ["SKIPPED the suite on PostgreSQL: no postgres"])


def test_the_second_run_fails_where_servers_are_required(make):
    assert make(__main__.second, required=True)[0] == 1
    assert make(__main__.second, answering=["postgres"], required=True)[0] == 1


def test_the_third_run_repeats_on_postgresql_only_what_ran_with_elasticsearch(make):
    assert make(__main__.third, answering=("postgres", "elasticsearch")) == (0, ["postgres"])
    assert make(__main__.third, answering=["postgres"]) == (0, [])


# --- The developer's servers ----------------------------------------------------------------------
def test_a_missing_program_is_told_with_its_package(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(programs, "find", lambda name: None)
    monkeypatch.setattr(machine, "FOLDER", tmp_path)
    assert machine.start("redis", "elasticsearch") == 1
    told = capsys.readouterr().err
    assert "redis-server: apt install redis-server" in told
    assert "mvn: apt install maven" in told
    assert "postgresql" not in told


def test_a_port_that_is_taken_is_left_alone():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        taken = other.getsockname()[1]
        assert programs.free_port(taken) not in (taken, 0)


def test_only_processes_of_ours_are_stopped(monkeypatch, tmp_path, capsys):
    """A number that was ours may have gone to another process since."""
    monkeypatch.setattr(machine, "RUNNING", tmp_path / "running.json")
    monkeypatch.setattr(machine, "EXPORTS", tmp_path / "env")
    with subprocess.Popen(["sleep", "60"]) as ours, subprocess.Popen(["sleep", "60"]) as other:
        began = machine._began(ours.pid)
        machine._keep({"redis": (ours.pid, began, {}), "postgresql": (other.pid, "0", {})})
        assert machine.stop() == 0
        assert ours.wait() == -signal.SIGTERM
        assert other.poll() is None
        other.kill()
    assert capsys.readouterr().out == "redis stopped\n"
    assert machine._running() == {}


def test_what_runs_is_written_down_for_a_shell(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "RUNNING", tmp_path / "running.json")
    monkeypatch.setattr(machine, "EXPORTS", tmp_path / "env")
    machine._keep({"redis": (1, "0", {"REDIS_URL": "redis://127.0.0.1:1/0"})})
    assert machine.EXPORTS.read_text() == "export REDIS_URL=redis://127.0.0.1:1/0\n"


# --- Elasticsearch --------------------------------------------------------------------------------
def test_jars_are_refused_unless_they_are_exactly_the_known_ones(tmp_path):
    known = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"  # of "test"
    checksums, jars = tmp_path / "checksums.txt", tmp_path / "jars"
    checksums.write_text(f"{known}  one.jar\n")
    jars.mkdir()
    with pytest.raises(WrongJars, match=r"one\.jar"):
        check_jars(jars, checksums)
    (jars / "one.jar").write_text("test")
    check_jars(jars, checksums)
    (jars / "two.jar").write_text("test")
    with pytest.raises(WrongJars, match=r"two\.jar"):
        check_jars(jars, checksums)


def test_nodes_of_one_cluster_know_each_other_and_end_with_the_tests(monkeypatch, tmp_path):
    monkeypatch.setattr(cluster, "build", lambda: Path("home"))
    monkeypatch.setattr(cluster, "program", lambda name: name)
    three = Cluster(tmp_path, heap="300m")
    three.nodes = list(three._new_nodes(3))
    command = three._command(three.nodes[1])
    ports = [f"127.0.0.1:{node.transport}" for node in three.nodes]
    assert len(set(three.urls)) == 3
    assert {"-Xmx300m", "--name=node-1", "--masters=node-0,node-1,node-2"} <= set(command)
    assert {f"--seeds={','.join(ports)}", f"--ends-with={os.getpid()}"} <= set(command)


def test_the_launcher_refuses_options_it_does_not_know_or_that_are_missing():
    services.elasticsearch_url()  # no program is asked for where there is no server
    given = {"--colour=red": "--colour=red is no option", "--home=x": "Needed are [data, home"}
    for option, complaint in given.items():
        command = [programs.program("java"), "-XX:TieredStopAtLevel=1", "-cp", class_path(build())]
        done = subprocess.run([*command, "OneNode", option], capture_output=True, text=True)
        assert (done.returncode, complaint in done.stderr) == (2, True)
