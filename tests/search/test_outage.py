"""An engine that does not answer: writing goes on, and nothing is lost."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone

from search import sync, tasks
from search.engines.elasticsearch import cluster
from search.errors import SearchUnavailable
from search.models import IndexGeneration, Outbox
from tests.search.test_service import paper


def test_writing_goes_on_and_the_outbox_catches_up(remote, shelf, commit, silence, caplog):
    with commit():
        shelf.put(paper(1))
    healthy = remote.cluster
    silence()
    with caplog.at_level("WARNING"), commit():
        shelf.put(paper(1, "Mortar"), paper(2, "Mortar"))
    assert Outbox.objects.filter(attempts=0, retry_at=None).count() == 2
    assert "2 changes wait" in caplog.text
    with pytest.raises(SearchUnavailable):
        shelf.find("rifle")
    remote.cluster = healthy
    assert shelf.find("rifle").ids == [1]
    assert tasks.drain_outbox() == 2
    assert shelf.find("mortar").ids == [1, 2]
    assert not Outbox.objects.exists()


def test_who_dies_after_the_database_was_written_leaves_the_rest_to_others(
    remote, shelf, commit, monkeypatch
):
    class Killed(BaseException):
        pass

    def die(*arguments):
        raise Killed

    with commit():
        shelf.put(paper(1))
    with monkeypatch.context() as patch:
        patch.setattr(sync, "_send", die)
        with pytest.raises(Killed), commit():
            shelf.put(paper(1, "Mortar"))
    assert sync.drain() == 0
    Outbox.objects.update(retry_at=timezone.now())
    assert sync.drain() == 1
    assert shelf.find("mortar").ids == [1]


def test_an_outage_of_any_length_is_no_fault_of_a_record(outside, shelf, commit, silence):
    silence()
    with commit():
        shelf.put(paper(1))
    for _ in range(sync.MOST_ATTEMPTS + 1):
        assert tasks.drain_outbox() == 0
    assert sync.waiting().get().attempts == 0


def test_who_does_not_answer_is_left_in_peace_for_a_while(outside, silence, monkeypatch):
    silence()
    assert not outside.answers()
    with pytest.raises(SearchUnavailable, match="a moment ago"), outside.cluster.answering():
        pytest.fail("it is asked again")
    now = cluster.monotonic()
    monkeypatch.setattr(cluster, "monotonic", lambda: now + cluster.REST)
    with outside.cluster.answering() as client:
        assert client


def test_many_changes_are_left_to_the_workers(outside, shelf, commit, monkeypatch):
    called = []
    monkeypatch.setattr(tasks.drain_outbox, "delay", lambda: called.append(True))
    with commit():
        shelf.put(*(paper(number) for number in range(1, sync.BATCH + 2)))
    assert called == [True]
    assert sync.waiting().count() == sync.BATCH + 1


def test_a_command_says_that_the_engine_does_not_answer(outside, shelf, commit, silence, capsys):
    silence()
    with commit():
        shelf.put(paper(1))
    call_command("drain_outbox")
    assert "1 changes wait" in capsys.readouterr().err
    with pytest.raises(CommandError, match="The old index stays in use"):
        call_command("reindex", "paper")


def test_an_engine_without_an_address_is_a_mistake_of_the_settings(outside, settings):
    settings.ELASTICSEARCH_URL = []
    outside.cluster = cluster.Cluster()
    with pytest.raises(ImproperlyConfigured, match="set ELASTICSEARCH_URL"):
        outside.answers()


def test_a_list_says_that_the_search_does_not_answer(outside, silence, client):
    IndexGeneration.objects.update_or_create(
        type="need", status="live", defaults={"engine": "elasticsearch"}
    )
    silence()
    answer = client.get("/needs/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "The search does not answer" in answer.text
