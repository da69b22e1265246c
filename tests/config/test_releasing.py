"""The version that serves survives the migrations of the next one, or they are refused."""

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import call_command
from django.db import migrations, models

from config.releasing.checking import Release, faults_of, last_release, name_of, ours, plan, ship
from files.online import AddIndexOnline

ROW = models.CharField(max_length=20, null=True)
INDEX = models.Index(fields=["title"], name="by_title")


def migration(name, *operations, **said):
    kind = type("Migration", (migrations.Migration,), {"operations": list(operations), **said})
    return kind(name, "needs")


def made(name="need", **fields):
    columns = {"id": models.BigAutoField(primary_key=True), "title": ROW, **fields}
    return migrations.CreateModel(name, list(columns.items()))


def add(field):
    return migrations.AddField("need", "extra", field)


def alter(field, name="title"):
    return migrations.AlterField("need", name, field)


def code(**said):
    return migrations.RunPython(lambda apps, editor: None, **said)


SHIPPED = migration("0001_initial", made())
RELEASE = Release("1.4", frozenset({name_of(SHIPPED)}))


def refused(*operations, **said):
    return [
        str(fault)
        for fault in faults_of([SHIPPED, migration("0002", *operations, **said)], RELEASE)
    ]


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (migrations.RemoveField("need", "title"), "still asks for it"),
        (migrations.DeleteModel("need"), "still asks for it"),
        (migrations.RenameField("need", "title", "name"), "the old name"),
        (migrations.RenameModel("need", "request"), "the old name"),
        (migrations.AlterModelTable("need", "requests"), "the old name"),
        (add(models.CharField(max_length=5)), "does not fill it"),
        (add(models.CharField(max_length=5, default="x")), "does not fill it"),
        (add(models.CharField(max_length=5, null=True, unique=True)), "what this forbids"),
        (alter(models.CharField(max_length=20)), "what this forbids"),
        (alter(models.CharField(max_length=20, default="")), "what this forbids"),
        (alter(models.CharField(max_length=10, null=True)), "longer values"),
        (alter(models.IntegerField(null=True)), "another type"),
        (alter(models.CharField(max_length=20, null=True, db_index=True)), "holds writers up"),
        (migrations.AddIndex("need", INDEX), "holds writers up"),
        (AddIndexOnline("need", INDEX), "atomic = False"),
        (
            migrations.AddConstraint(
                "need", models.UniqueConstraint(fields=["title"], name="one_title")
            ),
            "what this forbids",
        ),
        (code(), "stay locked"),
        (migrations.RunSQL("SELECT 1"), "nobody but a person"),
        (AddIndexConcurrently("need", INDEX), "nobody but a person"),
    ],
)
def test_what_the_old_version_would_not_survive_is_refused_with_a_reason(operation, why):
    (fault,) = refused(operation)
    assert fault.startswith("needs.0002: ")
    assert why in fault


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (add(models.CharField(max_length=5, null=True)), {}),
        (add(models.CharField(max_length=5, db_default="x")), {}),
        (add(models.ManyToManyField("needs.need")), {}),
        (alter(models.CharField(max_length=40, null=True, verbose_name="name")), {}),
        (alter(models.TextField(null=True)), {}),
        (AddIndexOnline("need", INDEX), {"atomic": False}),
        (code(), {"atomic": False}),
        (code(atomic=True), {}),
        (migrations.RemoveField("need", "title"), {"contracts": "1.4"}),
        (migrations.RemoveField("need", "title"), {"contracts": "1.3.9"}),
        (alter(models.CharField(max_length=20)), {"contracts": "1.4"}),
        (migrations.RunSQL("ANALYZE"), {"safe_because": "It reads."}),
        (
            migrations.SeparateDatabaseAndState(
                state_operations=[migrations.RemoveField("need", "title")]
            ),
            {},
        ),
    ],
)
def test_what_expands_or_comes_last_of_three_steps_is_let_through(operation, said):
    assert refused(operation, **said) == []


@pytest.mark.parametrize("said", ["1.4.1", "1.10"])
def test_nothing_is_removed_before_a_version_without_it_is_released(said):
    (fault,) = refused(migrations.RemoveField("need", "title"), contracts=said)
    assert f"version {said} is not released yet; the last one is 1.4" in fault


def test_no_version_can_do_without_an_old_name():
    assert refused(migrations.RenameField("need", "title", "name"), contracts="1.4")


def test_a_table_that_the_old_version_does_not_know_may_be_changed_freely():
    new = [
        made("visit"),
        migrations.AddField("visit", "place", models.CharField(max_length=5)),
        migrations.AddIndex("visit", INDEX),
        migrations.RemoveField("visit", "place"),
    ]
    assert refused(*new) == []


def test_rows_and_columns_are_changed_by_migrations_of_their_own():
    assert "of their own" in refused(add(ROW), code(atomic=True))[0]


def test_what_is_shipped_is_not_looked_at_again():
    second = migration("0002", migrations.RemoveField("need", "title"))
    shipped = Release("1.5", RELEASE.migrations | {"needs.0002"})
    assert faults_of([SHIPPED, second], shipped) == []


def test_a_release_writes_down_what_it_ships(tmp_path):
    file = tmp_path / "shipped.txt"
    number = ship("1.5", file)
    assert last_release(file) == Release("1.5", frozenset(map(name_of, ours(plan()))))
    assert number == len(last_release(file).migrations) > 60
    assert not [name for name in last_release(file).migrations if name.startswith("wagtail")]


def test_the_release_that_serves_survives_all_that_is_here(capsys):
    call_command("check_migrations")
    assert "survives all migrations after it" in capsys.readouterr().out
