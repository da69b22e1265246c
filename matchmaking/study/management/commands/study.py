"""Make the study of a period and write it to files."""

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from matchmaking.roundtables.papers.blocks import shown_in
from matchmaking.roundtables.papers.pdf import make_pdf
from matchmaking.roundtables.papers.word import make_docx
from matchmaking.study import services
from matchmaking.study.chapters import chapters
from matchmaking.study.models import Study
from matchmaking.study.papers import paper_of
from matchmaking.study.workbook import make_workbook
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.writing.notes import pdf


def _day(said: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(said)
    except ValueError as fault:
        raise CommandError(f"{said} is no day; write it as 2026-11-23.") from fault


class Command(BaseCommand):
    """Read the public records of a period and write the study as Word, PDF and workbook."""

    help = "Study the adequacy, effectiveness and sustainability of assistance over a period."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the period, the folder and the language."""
        parser.add_argument("--from", dest="since", type=_day, required=True)
        parser.add_argument("--to", dest="until", type=_day, default=timezone.localdate())
        parser.add_argument("--out", type=Path, required=True, help="folder for the files")
        parser.add_argument("--language", choices=UN_LANGUAGES, default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the study, keep it, and write its files."""
        since, until, language = options["since"], options["until"], options["language"]
        if until < since or until > timezone.localdate():
            raise CommandError("The period must end after it begins, and not in the future.")
        study = Study.objects.create(since=since, until=until)
        study = services.make_study(study_id=study.pk)
        options["out"].mkdir(parents=True, exist_ok=True)
        for name, content in _files(study, language).items():
            (options["out"] / name).write_bytes(content)
            self.stdout.write(str(options["out"] / name))
        if pdf.weasyprint() is None:
            self.stderr.write("No PDF: this machine lacks the libraries of WeasyPrint.")


def _files(study: Study, language: str) -> dict[str, bytes]:
    name = f"study-{study.since}-{study.until}-{language}"
    made = paper_of(study, language)
    with override(shown_in(language)):
        found = {f"{name}.xlsx": make_workbook(chapters(study.contents))}
    found[f"{name}.docx"] = make_docx(made)
    if pdf.weasyprint() is not None:
        found[f"{name}.pdf"] = make_pdf(made)
    return found
