"""What the pages of proposals ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.selectors import Person
from matchmaking import audit
from matchmaking.needs.models import Need
from matchmaking.projects.choices import InvitationStatus
from matchmaking.projects.completeness import Gap, gaps
from matchmaking.projects.contents import Contents
from matchmaking.projects.models import Proposal, SectionText, TeamInvitation
from matchmaking.projects.reading import as_text, read_section
from matchmaking.projects.sections import SECTIONS, Section
from matchmaking.writing.differences import Piece, word_differences
from matchmaking.writing.traces import Comment, KeptText, Presence, RecordVersion

DONE, TODO, EMPTY = "done", "todo", "empty"


@dataclass(frozen=True)
class SectionState:
    """How far a section has come."""

    section: Section
    state: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Difference:
    """What became different in one section."""

    label: str
    language: str
    pieces: tuple[Piece, ...]


def proposals_for_listing(user: Person) -> QuerySet[Proposal]:
    """Return the proposals `user` may know of, with what a row shows."""
    return Proposal.objects.visible_to(user).with_parties().prefetch_related("signatures")


def proposal_for_page(user: Person, pk: int) -> Proposal | None:
    """Return a proposal with its parties, team and signatures; None for what is not known."""
    rows = Proposal.objects.visible_to(user).with_parties()
    rows = rows.prefetch_related(
        "team__user", "team__organisation", "signatures__organisation", "invitations__invited_by"
    )
    return rows.filter(pk=pk).first()


def proposals_of_need(user: Person, need: Need) -> QuerySet[Proposal]:
    """Return the proposals that grow out of a request, as far as `user` may know of them."""
    rows = Proposal.objects.visible_to(user).filter(needs=need).with_parties()
    return rows.order_by("-updated_at", "-pk")


def open_invitations(user: Person) -> QuerySet[TeamInvitation]:
    """Return the invitations that wait for `user`."""
    email = getattr(user, "email", "")
    rows = TeamInvitation.objects.filter(email__iexact=email, status=InvitationStatus.OPEN)
    return rows.select_related("proposal", "invited_by").order_by("invited_at")


def states(said: Contents, found: Iterable[Gap] | None = None) -> list[SectionState]:
    """Return how far each section has come, in order."""
    found = list(gaps(said) if found is None else found)
    return [_state(said, section, found) for section in SECTIONS]


def progress(sections: Iterable[SectionState]) -> tuple[int, int]:
    """Return how many of the sections that are always required are done, and how many there are."""
    required = [one for one in sections if one.section.is_always_required]
    return sum(one.state == DONE for one in required), len(required)


def versions_of(proposal: Proposal) -> list[RecordVersion]:
    """Return the versions kept, newest first."""
    rows = RecordVersion.objects.of(proposal).select_related("author")
    return list(rows.order_by("-number"))


def differences(old: Contents, new: Contents) -> list[Difference]:
    """Return what became different from one version to another, section by section."""
    found = []
    for section in SECTIONS:
        texts = [as_text(read_section(said, section)) for said in (old, new)]
        if texts[0] != texts[1]:
            pieces = tuple(word_differences(*texts))
            language = new["proposal"]["language"]
            found.append(Difference(str(section.title), language, pieces))
    return found


def history_of(proposal: Proposal) -> list[audit.Entry]:
    """Return what happened to a proposal, the saves of one sitting as one."""
    return list(audit.join_sittings(audit.history(proposal)))[:40]


def others_writing(section: SectionText, user: User) -> list[User]:
    """Return who else has the form of a section open."""
    rows = Presence.objects.of(section).still_there().exclude(user=user).select_related("user")
    return [row.user for row in rows.order_by("user__full_name", "user_id")]


def kept_text(section: SectionText, user: User) -> KeptText | None:
    """Return what `user` typed into a section and could not save."""
    kept: KeptText | None = KeptText.objects.of(section).filter(user=user).first()
    return kept


def comments_on(section: SectionText) -> QuerySet[Any]:
    """Return what the team says about a section, oldest first."""
    rows = Comment.objects.of(section).select_related("author", "resolved_by")
    return rows.order_by("written_at", "pk")


def open_comments(proposal: Proposal) -> Mapping[str, int]:
    """Return how many comments are open, by section."""
    codes = dict(proposal.sections.values_list("pk", "code"))
    rows = Comment.objects.filter(kind="sectiontext", record_id__in=codes).still_open()
    counted: dict[str, int] = {}
    for pk in rows.values_list("record_id", flat=True):
        counted[codes[pk]] = counted.get(codes[pk], 0) + 1
    return counted


def _state(said: Contents, section: Section, found: list[Gap]) -> SectionState:
    own = tuple(gap for gap in found if gap.section == section.code)
    if any(gap.is_blocking for gap in own):
        return SectionState(section, TODO, own)
    is_said = section.is_always_required or not read_section(said, section).is_empty
    return SectionState(section, DONE if is_said else EMPTY, own)
