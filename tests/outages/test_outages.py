"""Each server and the worker killed in the middle of work: nothing is lost, nothing is doubled."""

import json
from urllib.request import Request, urlopen

import psycopg2
import pytest

from tests.services import Missing, needed

# With the mark of the database, though they do not use it: else the suite makes none to copy.
pytestmark = [pytest.mark.redis, pytest.mark.slow, pytest.mark.django_db]
REPORT = "matchmaking.reports.tasks.read_report"


def read(stand):
    """Return what became of each report: its state, its candidates, its passages."""
    return stand["reports"]


def readings_begun(stand):
    """Return how often the reading of a report was begun."""
    return sum(attempts for task, _state, attempts in stand["jobs"] if task == REPORT)


def test_a_worker_killed_in_the_middle_of_three_pieces_of_work(house):
    need_id, _offer_id = house.records
    before = house.stand()
    assert before["suggestions"] == 1
    house.worker.stop_at("match", "read", "drain")
    house.pages("match_all")
    house.pages("drain", need_id)
    assert house.pages("upload", "steel racks for 38 police stations")[0] == 302
    house.worker.wait_until_it_stands("match", "read", "drain")

    house.worker.kill()
    house.worker.go_on()
    house.pages("let_time_pass")
    house.worker.start()

    house.wait_until_the_index_is_up_to_date()
    after = house.wait_until_all_is_done()
    assert after["failed"] == []
    assert after["suggestions"] == before["suggestions"]
    assert after["documents"] == before["documents"]
    undisturbed = read(before)[0]
    assert undisturbed[:2] == ["read", 1]
    assert read(after) == [undisturbed, undisturbed]


def test_a_broker_killed_while_pages_ask_for_work(house):
    before = house.stand()
    house.redis.kill()
    status, seconds = house.pages("upload", "40 safes for the police of Mombasa")
    assert status == 302
    assert seconds < 5  # nobody waits for a broker that is away
    assert house.pages("publish") < 5
    assert house.stand()["unfinished"] >= 2

    house.redis.start()  # with no message of those before
    after = house.wait_until_all_is_done()
    assert after["failed"] == []
    assert read(after) == [*read(before), read(before)[0]]
    assert after["suggestions"] == before["suggestions"] + 1
    assert after["documents"] == before["documents"] + 1
    assert readings_begun(after) == readings_begun(before) + 1


def test_a_database_that_ends_all_connections_under_a_worker(house):
    before = house.stand()
    house.worker.stop_at("match")
    uid = house.pages("match_all")
    house.worker.wait_until_it_stands("match")

    admin = psycopg2.connect(house.database)
    admin.cursor().execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    admin.close()
    house.worker.go_on()

    after = house.wait_until_all_is_done()
    assert after["failed"] == []
    assert after["suggestions"] == before["suggestions"]
    assert house.pages("attempts", uid) == 2


def test_a_search_engine_killed_while_records_change(house):
    needed(lambda: node_of(house))
    before, found = house.stand(), found_by(house.cluster)
    house.cluster.kill(0)
    for _request in range(3):
        assert house.pages("publish") < 10
    assert house.stand()["outbox"] >= 3

    house.cluster.revive(0)

    house.wait_until_the_index_is_up_to_date()
    after = house.wait_until_all_is_done()
    assert after["failed"] == []
    assert after["documents"] == before["documents"] + 3
    assert found_by(house.cluster) == found + 3


def node_of(house):
    if house.cluster is None:
        raise Missing("no Elasticsearch to kill: set ELASTICSEARCH_HOME")


def found_by(cluster):
    """Ask Elasticsearch itself how many requests it has."""
    index = f"{cluster.urls[0]}/outages-need"
    urlopen(Request(f"{index}/_refresh", method="POST")).close()
    with urlopen(f"{index}/_count") as answer:
        return json.load(answer)["count"]
