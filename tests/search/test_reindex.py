"""A new index is built beside the one in use, checked, and put in its place."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

import search
from search import reindex as module
from search.documents import unregister
from search.engines.elasticsearch import engine as elasticsearch
from search.models import GenerationStatus, IndexGeneration, Term
from search.reindex import IndexMismatch, reindex, scan, stale_types
from search.sync import drain
from tests.search.test_service import paper


@pytest.fixture
def filled(shelf, corpus):
    shelf.put(*corpus.documents(30))
    drain()
    return shelf


def test_a_new_generation_takes_over_with_the_same_documents(filled):
    old = IndexGeneration.objects.live("paper")
    everything = filled.find(sort="oldest", per_page=100).ids
    new = reindex("paper")
    old.refresh_from_db()
    assert (old.status, new.status) == (GenerationStatus.RETIRED, GenerationStatus.LIVE)
    assert filled.find(sort="oldest", per_page=100).ids == everything
    assert new.live_at is not None


def test_the_replaced_generation_is_dropped_by_the_next_run(filled):
    old = IndexGeneration.objects.live("paper")
    reindex("paper")
    reindex("paper")
    assert not IndexGeneration.objects.filter(pk=old.pk).exists()
    assert not Term.objects.filter(generation_id=old.pk).exists()
    assert f"search_{old.engine}_{old.pk}" not in connection.introspection.table_names()


def test_changes_during_the_scan_reach_both_generations(filled):
    building = module._begun("paper")
    first = next(scan(building))
    assert first == 30
    filled.put(paper(1, "Changed meanwhile"), paper(99, "Written meanwhile"))
    filled.remove(2)
    assert filled.find("meanwhile").total == 2
    new = reindex("paper")
    assert new.pk == building.pk
    assert filled.find("meanwhile").total == 2
    assert not new.documents.get(object_id=2).title


def test_an_interrupted_scan_is_resumed(filled, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 10)
    building = module._begun("paper")
    next(scan(building))
    read = []
    monkeypatch.setattr(module, "reindex_records", lambda generation, ids: read.extend(ids))
    list(scan(IndexGeneration.objects.building("paper")))
    assert read == list(range(11, 31))


def test_a_scan_by_other_rules_is_begun_anew(filled):
    building = module._begun("paper")
    IndexGeneration.objects.filter(pk=building.pk).update(analyser_version="older")
    assert reindex("paper").pk != building.pk


def test_a_generation_that_lacks_a_record_does_not_take_over(filled, monkeypatch):
    old = IndexGeneration.objects.live("paper")
    monkeypatch.setattr(module, "scan", lambda generation: iter(()))
    with pytest.raises(IndexMismatch):
        reindex("paper")
    assert IndexGeneration.objects.live("paper") == old


def test_a_generation_that_finds_something_else_does_not_take_over(filled, monkeypatch):
    monkeypatch.setattr(elasticsearch, "SECONDS_TO_SETTLE", 0)
    engine = module.engine_named(IndexGeneration.objects.live("paper").engine)
    monkeypatch.setattr(type(engine), "write", lambda *arguments: None)
    with pytest.raises(CommandError, match="old index stays in use"):
        call_command("reindex", "paper")


def test_a_type_is_stale_when_its_rules_changed_or_it_was_never_indexed(filled):
    assert "paper" not in stale_types()
    IndexGeneration.objects.update(analyser_version="older")
    assert "paper" in stale_types()
    call_command("reindex", "paper", "--stale", verbosity=0)
    assert "paper" not in stale_types()
    search.register("leaflet", build=lambda ids: [], rows=list)
    assert "leaflet" in stale_types()
    unregister("leaflet")


def test_the_command_names_what_it_did_and_what_it_does_not_know(filled, capsys):
    call_command("reindex", "paper", verbosity=2)
    said = capsys.readouterr().out
    assert "30 records read" in said
    assert "paper: 30 documents are searched" in said
    with pytest.raises(CommandError, match="Unknown: novel"):
        call_command("reindex", "novel")
