"""Making the file of activities: written part by part, handed out once it is whole."""

import tempfile
from collections.abc import Iterable, Iterator
from secrets import token_hex
from typing import IO

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from matchmaking.opendata.choices import EditionStatus
from matchmaking.opendata.gathering import (
    agreement_activities,
    project_activities,
    published_agreements,
    published_projects,
    publisher,
)
from matchmaking.opendata.iati.said import Activity as Said
from matchmaking.opendata.iati.writer import write_activities
from matchmaking.opendata.models import Activity, Edition
from matchmaking.opendata.selectors import LONGEST_MAKING

KEPT = 2


def give_codes() -> None:
    """Give each project and agreement that is published for the first time a code for ever."""
    projects = published_projects().filter(activity=None).values_list("pk", flat=True)
    agreements = published_agreements().filter(activity=None).values_list("pk", flat=True)
    rows = [Activity(project_id=pk, code=new_code("P")) for pk in projects]
    rows += [Activity(agreement_id=pk, code=new_code("A")) for pk in agreements]
    Activity.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def new_code(letter: str) -> str:
    """Return a code that says nothing of how many there are."""
    return f"{letter}-{token_hex(5).upper()}"


def write_file(out: IO[bytes]) -> list[str]:
    """Write all that may be published, and return the codes of what was."""
    give_codes()
    codes: list[str] = []
    write_activities(out, _noting(_all(), codes), publisher(), timezone.now())
    return codes


def make_edition() -> Edition | None:
    """Make a new edition and let older ones go; None while somebody else is making one."""
    edition = _begun()
    if edition is None:
        return None
    try:
        _write(edition)
    except BaseException:
        Edition.objects.filter(pk=edition.pk).update(status=EditionStatus.FAILED)
        raise
    _let_go(Edition.objects.exclude(pk__in=_newest()).exclude(status=EditionStatus.MAKING))
    return edition


def discard_editions() -> None:
    """Hand out no edition any more: one of them holds what may not be published now."""
    _let_go(Edition.objects.exclude(status=EditionStatus.MAKING))


def _begun() -> Edition | None:
    left = Edition.objects.filter(
        status=EditionStatus.MAKING, begun_at__lt=timezone.now() - LONGEST_MAKING
    )
    left.update(status=EditionStatus.FAILED)
    try:
        with transaction.atomic():
            return Edition.objects.create()
    except IntegrityError:
        return None


def _write(edition: Edition) -> None:
    with tempfile.TemporaryFile() as out:
        edition.codes = write_file(out)
        edition.activities, edition.size = len(edition.codes), out.tell()
        out.seek(0)
        edition.file.save("activities.xml", File(out), save=False)
    edition.status, edition.made_at = EditionStatus.READY, timezone.now()
    edition.save()


def _newest() -> list[int]:
    return list(Edition.objects.ready().values_list("pk", flat=True)[:KEPT])


def _let_go(editions: Iterable[Edition]) -> None:
    for edition in editions:
        # Who is reading the file now reads it to its end; it only has no name any more.
        edition.file.delete(save=False)
        edition.delete()


def _all() -> Iterator[tuple[str, Said]]:
    yield from project_activities(published_projects())
    yield from agreement_activities(published_agreements())


def _noting(activities: Iterable[tuple[str, Said]], codes: list[str]) -> Iterator[Said]:
    for code, said in activities:
        codes.append(code)
        yield said
