"""Saving one section, beside what colleagues save at the same time; nothing typed is lost."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import Organisation, User
from matchmaking.errors import DomainError
from matchmaking.projects import figures
from matchmaking.projects.contents import Contents, contents, numbered, section_of
from matchmaking.projects.merging import Merge, merge
from matchmaking.projects.models import Proposal, Result, SectionText
from matchmaking.projects.rows import plain, read_rows, tidy_rows, write_rows
from matchmaking.projects.sections import Section, section_named
from matchmaking.projects.services.common import SECTION, settle, to_write
from matchmaking.vocabulary.models import Theme
from matchmaking.writing.services.presence import NOT_KEPT
from matchmaking.writing.traces import KeptText

MOST_MONTHS = 120
LISTS = ("countries", "themes")


class SectionConflict(DomainError):
    """Somebody else changed the same words or the same row meanwhile."""

    def __init__(self, section: SectionText, theirs: Contents, mine: Contents, merged: Merge):
        super().__init__(
            _("%(who)s has changed the same meanwhile. Your text is kept; choose what shall stand.")
            % {"who": section.edited_by}
        )
        self.section, self.theirs, self.mine, self.merged = section, theirs, mine, merged


@transaction.atomic
def save_section(
    *,
    proposal_id: int,
    code: str,
    said: Mapping[str, Any],
    actor: User,
    was: Mapping[str, str] | None = None,
) -> Contents:
    """Write a section, and return it as it now is; what is not said stays as it is.

    `was` is what the form began as, see merging.prints: what only others changed since is kept,
    and what both changed raises SectionConflict. Without it, what is said stands.
    """
    proposal = to_write(proposal_id, code, actor)
    section = section_named(code)
    row = SectionText.objects.select_related("edited_by").get(proposal=proposal, code=code)
    theirs = section_of(contents(proposal), section)
    mine = tidy({**theirs, **said}, section)
    merged = Merge(mine, ()) if was is None else merge(mine, theirs, was)
    if merged.conflicts:
        raise SectionConflict(row, theirs, mine, merged)
    if merged.said == theirs:
        return theirs
    values = _write(proposal, section, row, merged.said, actor)
    told = _told(section, theirs, merged.said)
    return section_of(settle(proposal, code, actor, changes=told, **values), section)


def tidy(said: Contents, section: Section) -> Contents:
    """Return what a section says as it would be read once written."""
    return {
        name: tidy_rows(name, value) if name in section.rows else _tidy(value)
        for name, value in said.items()
    }


def keep_text(*, section: SectionText, user: User, posted: QueryDict) -> None:
    """Keep what `user` typed into a section and could not save."""
    data = posted.copy()
    for name in NOT_KEPT:
        data.pop(name, None)
    KeptText.objects.update_or_create(
        kind=SECTION,
        record_id=section.pk,
        user=user,
        number=0,
        defaults={"data": data.urlencode(), "kept_at": timezone.now()},
    )


def drop_text(*, section: SectionText, user: User) -> None:
    """Forget what was kept: it is saved, or its author throws it away."""
    KeptText.objects.of(section).filter(user=user).delete()


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return sorted(value) if isinstance(value, list) else plain(value)


def _write(
    proposal: Proposal, section: Section, row: SectionText, said: Contents, actor: User
) -> dict[str, Any]:
    """Write text, columns and rows; return the columns that change with the version."""
    row.text, row.version = said["text"], row.version + 1
    row.edited_by, row.edited_at = actor, timezone.now()
    row.save()
    for name in section.rows:
        write_rows(proposal, name, said[name])
    for name in (name for name in section.fields if name in LISTS):
        getattr(proposal, name).set(_checked_list(name, said[name]))
    values = _columns(proposal, section, said)
    if section.rows:
        values |= _renewed(proposal)
    return values


def _columns(proposal: Proposal, section: Section, said: Contents) -> dict[str, Any]:
    """Return the columns of the proposal that the section writes, checked."""
    names = [name for name in section.fields if name not in (*LISTS, "implementer")]
    values = {name: _checked(proposal, name, said[name]) for name in names}
    if values.get("months") not in (None, *range(1, MOST_MONTHS + 1)):
        raise DomainError(_("A project takes from 1 to 120 months."), field="months")
    if "currency" in values and values["currency"] != proposal.currency:
        _refuse_priced(proposal)
    if "implementer" in section.fields:
        values["implementer"] = _implementer(proposal, said["implementer"])
    return values


def _checked(proposal: Proposal, name: str, value: Any) -> Any:
    """Return a value as the column takes it, or refuse it beside its field."""
    column: Any = Proposal._meta.get_field(name)
    try:
        return None if value in (None, "") and column.null else column.clean(value, proposal)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages), field=name) from error


def _refuse_priced(proposal: Proposal) -> None:
    if proposal.budgetline_rows.exists():
        message = _("The budget is written in %(currency)s: remove its lines first.")
        raise DomainError(message % {"currency": proposal.currency}, field="currency")


def _implementer(proposal: Proposal, pk: int | None) -> Organisation | None:
    """Return the partner, or refuse those who fund, broker, or are another State."""
    if pk is None:
        return None
    found = implementers(proposal.country_id).filter(pk=pk).first()
    if found is None:
        raise DomainError(_("This organisation cannot carry out the project."), field="implementer")
    return found


def implementers(country: str) -> Any:
    """Return the organisations that may carry out a project in a State."""
    others = Organisation.objects.filter(kind__in=[OrganisationKind.NGO, OrganisationKind.BODY])
    state = Organisation.objects.filter(kind=OrganisationKind.STATE, country_code=country)
    return (others | state).order_by("name")


def _checked_list(name: str, codes: list[str]) -> list[str]:
    if name == "themes" and len(codes) != Theme.objects.filter(pk__in=codes).count():
        raise DomainError(_("Choose themes from the list."), field="themes")
    return codes


def _renewed(proposal: Proposal) -> dict[str, Any]:
    """Write the numbers of results; return the sums of the budget as they are now."""
    said: Contents = {"proposal": {"currency": proposal.currency}, **numbered(read_rows(proposal))}
    for row in said["results"]:
        Result.objects.filter(proposal=proposal, key=row["key"]).update(number=row["number"])
    return {
        "total_minor": figures.total(said).minor,
        "asked_minor": figures.asked(said).minor,
    }


def _told(section: Section, before: Contents, after: Contents) -> dict[str, tuple[Any, Any]]:
    """Return what the trail tells: the section, and how much it says of each thing."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {f"{section.code}.{name}": (_size(before[name]), _size(after[name])) for name in changed}


def _size(value: Any) -> Any:
    if isinstance(value, list):
        return len(value)
    return len(value.split()) if isinstance(value, str) else value
