"""Times the study over 2,000 projects: python -m tests.bench.study

The projects are those of the benchmark of activities: each with six public indicators and approved
values of four periods. Requests are those of the benchmark of the dashboard's size, without text.
"""

import datetime
import os
import tempfile
import time

import django

SIZE = 2_000
REQUESTS = 10_000
SINCE = datetime.date(2020, 1, 1)


def main() -> None:
    """Print a table: what, seconds."""
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.pop("BENCH_DATABASE_URL", "")
        os.environ |= {
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DATABASE_URL": url or f"sqlite:///{folder}/bench.sqlite3",
            "DEBUG": "0",
            "LOG_LEVEL": "ERROR",
        }
        django.setup()
        from django.core.management import call_command

        call_command("prepare", verbosity=0)
        _make()
        print(f"| Study over {SIZE:,} projects and {REQUESTS:,} requests | Seconds |")
        print("|---|---|")
        for words, seconds in _measured():
            print(f"| {words} | {seconds:.1f} |")


def _make():
    from tests.bench import iati

    iati.fill(0, SIZE)
    _facts()


def _facts():
    """Write the public facts of requests as the nightly rebuild would; only these are read."""
    from django.utils import timezone

    from matchmaking.insights.models import Fact
    from matchmaking.insights.services import rebuild
    from tests import cast

    rebuild()
    place = cast.join("amina").memberships.get().organisation
    today = timezone.localdate()
    Fact.objects.bulk_create(
        (
            Fact(
                subject="need",
                record_id=1_000_000 + number,
                country="KEN",
                organisation=place,
                states="KEN",
                themes="MRK.02 STK.01" if number % 2 else "TRC.01",
                is_open=bool(number % 3),
                amounts={"": {"asked": 100_000, "agreed": 50_000}, "EQP.MARK": {"asked": 100_000}},
                days={
                    "asked": (today - datetime.timedelta(number % 900)).isoformat(),
                    "agreed": today.isoformat(),
                },
            )
            for number in range(REQUESTS)
        ),
        batch_size=1000,
    )


def _measured():
    from django.utils import timezone

    from matchmaking.roundtables.papers.pdf import make_pdf
    from matchmaking.roundtables.papers.word import make_docx
    from matchmaking.study import services
    from matchmaking.study.chapters import chapters
    from matchmaking.study.models import Study
    from matchmaking.study.papers import paper_of
    from matchmaking.study.workbook import make_workbook

    study = Study.objects.create(since=SINCE, until=timezone.localdate())
    study, seconds = _timed(lambda: services.make_study(study_id=study.pk))
    assert study.contents["effectiveness"]["undertakings"] == SIZE
    yield "Reading the records", seconds
    yield "Word", _timed(lambda: make_docx(paper_of(study, "en")))[1]
    yield "PDF", _timed(lambda: make_pdf(paper_of(study, "en")))[1]
    yield "Workbook", _timed(lambda: make_workbook(chapters(study.contents)))[1]


def _timed(work):
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


if __name__ == "__main__":
    main()
