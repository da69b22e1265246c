"""Measure the matcher on a judged collection."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from matchmaking.matching import evaluation, index, scratch, track_record
from matchmaking.matching.judged import read_collection
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

GROUPS = ("all", "same_language", "cross_language", "no_grade_3_offer")


class Command(BaseCommand):
    """Load a judged collection into a scratch database, rank it, and print how good that is."""

    help = "Rank a judged collection as production would and measure it beside the baselines."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the collection, and how to print."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--track-records",
            type=int,
            metavar="SEED",
            help="give half of the owners drawn track records that know nothing of the judgements",
        )
        # Set by the command itself for the process that works on the scratch database.
        parser.add_argument("--in-scratch", action="store_true", help="(internal)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work in a process of its own, so that no record of this installation is touched."""
        if options["in_scratch"]:
            self.stdout.write(json.dumps(_measure(options["file"], options["track_records"])))
            return
        measured = _in_scratch(options["file"].resolve(), options["track_records"])
        text = json.dumps(measured, indent=2) if options["json"] else _table(measured)
        self.stdout.write(text)


def _in_scratch(file: Path, seed: int | None) -> dict[str, Any]:
    if not file.is_file():
        raise CommandError(f"There is no file {file}.")
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/scratch.sqlite3",
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "manage.py", "evaluate_matching", str(file), "--in-scratch"]
        command += [] if seed is None else ["--track-records", str(seed)]
        done = subprocess.run(  # noqa: S603  our own command, no shell
            command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise CommandError(f"The collection could not be measured:\n{done.stderr[-4000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _measure(file: Path, seed: int | None) -> dict[str, Any]:
    # The tables as the models describe them: the history of migrations adds nothing here.
    settings.MIGRATION_MODULES = _NoMigrations()
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    call_command("load_reference", verbosity=0)
    collection = read_collection(file)
    needs, offers = scratch.load(collection)
    if seed is not None:
        track_record.register(evaluation.drawn_track_records(seed))
    matcher = index.matcher_of(Need.objects.all(), Offer.objects.all(), collection.as_of)
    orders = {
        needs[int(need)]: [offers[int(offer)] for offer in order]
        for need, order in evaluation.full_orders(matcher).items()
    }
    return evaluation.evaluate(collection, orders, index.world_now())


class _NoMigrations(dict[str, None]):
    """Says of every app that it has no migrations."""

    def __contains__(self, app: object) -> bool:
        return True

    def __missing__(self, app: str) -> None:
        return None


def _table(measured: dict[str, Any]) -> str:
    systems = {"matcher": measured, **measured["baselines"]}
    lines = [
        "| group | ranking | nDCG@10 | MAP (grade >= 2) | recall@20 (grade >= 1) |",
        "|---|---|---:|---:|---:|",
    ]
    for group in GROUPS:
        for name, figures in systems.items():
            row = figures[group]
            cells = (row["ndcg@10"], row["map"], row["recall@20"])
            shown = " | ".join("–" if cell is None else f"{cell:.3f}" for cell in cells)
            lines.append(f"| {group} | {name} | {shown} |")
    return "\n".join(lines)
