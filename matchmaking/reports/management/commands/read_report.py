"""Read reports from files and print what is in them; no database is asked."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from matchmaking.reports import reader


class Command(BaseCommand):
    """Try the reader on files."""

    help = "Read national reports and print the answers and the needs found in them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take files, and whether programs or people read the answer."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print JSON, one object a file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read each file in the sandbox; a refused one does not stop the others."""
        reports = reader.read_files(options["files"])
        if options["json"]:
            self.stdout.write(json.dumps(reports, ensure_ascii=False, indent=1))
            return
        for report in reports:
            for line in _summary(report):
                self.stdout.write(line)


def _summary(report: dict[str, Any]) -> list[str]:
    """Return what a person wants to see of one report."""
    if "error" in report:
        return [f"{report['file']}: refused. {report['error']}", ""]
    state, year = report["state"] or "State unknown", report["year"] or "year unknown"
    lines = [f"{report['file']}: {state}, {year}, {report['language']}, {report['layout']}"]
    lines += [f"  ! {warning}" for warning in report["warnings"]]
    answers = ", ".join(f"{ref} {value}" for ref, value in report["answers"].items())
    lines.append(f"  Assistance wished: {answers or 'no such question found'}")
    lines += [f"  - {_need(need)}" for need in report["needs"]]
    return [*lines, ""]


def _need(need: dict[str, Any]) -> str:
    page = f", p. {need['page']}" if need.get("page") else ""
    hidden = "" if need["explicit"] else ", hidden"
    codes = " ".join([*need["theme"], *need["kinds"]])
    quote = need["quote"] or "(yes, with nothing written)"
    return f"[{need['ref']}{page}{hidden}; {codes}; {need['confidence']:.2f}] {quote}"
