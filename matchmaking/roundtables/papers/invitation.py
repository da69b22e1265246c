"""The letter that invites to a round table, for one participant, in one language."""

from collections.abc import Iterable

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import override

from accounts.choices import OrganisationKind
from accounts.models import Organisation
from matchmaking.roundtables.models import Participant
from matchmaking.roundtables.papers.blocks import Facts, Table, is_rtl, shown_in
from matchmaking.roundtables.papers.dossier import Maker
from matchmaking.roundtables.papers.readers import member_of
from matchmaking.roundtables.papers.wording import words_in
from matchmaking.vocabulary.selectors import labels
from matchmaking.writing.notes.letter import Letter, emblem_of
from matchmaking.writing.notes.models import Letterhead


def invitation_to(participant: Participant, language: str) -> Letter:
    """Return the invitation, on the head of the secretariat's letters."""
    table, words = participant.round_table, words_in(language)
    head = secretariat_head()
    with override(shown_in(language)):
        sender = head.name or str(head.organisation)
        names = {"sender": sender, "addressee": _addressee(participant)}
        maker = Maker(table, member_of(participant.organisation), language, sender)
        paper = maker.programme()
        heads, rows = _agenda_of(paper.blocks)
        locale = "en_GB" if language == "en" else language
        return Letter(
            language=language,
            is_rtl=is_rtl(language),
            sender=sender,
            address=head.lines,
            emblem=emblem_of(head),
            heading=words["invitation"],
            reference="",
            restricted="",
            opening=words["inviting"].format(**names),
            title=table.title,
            description=[part for part in table.purpose.splitlines() if part.strip()],
            facts=[
                pair for block in paper.blocks if isinstance(block, Facts) for pair in block.pairs
            ],
            line_heads=heads,
            lines=rows,
            closing=words["assurances"].format(**names),
            place_and_day=format_date(timezone.localdate(), "long", locale=locale),
        )


def secretariat_head() -> Letterhead:
    """Return the head of the secretariat's letters, blank where nobody has written one."""
    desk = Organisation.objects.filter(kind=OrganisationKind.SECRETARIAT).order_by("pk").first()
    if desk is None:
        return Letterhead(organisation=Organisation(name=""))
    heads = Letterhead.objects.select_related("emblem", "organisation")
    return heads.filter(organisation=desk).first() or Letterhead(organisation=desk)


def _addressee(participant: Participant) -> str:
    place = participant.organisation
    name = labels("country").get(place.country_code, "") or str(place)
    return f"{participant.person} ({name})" if participant.person else name


def _agenda_of(blocks: Iterable[object]) -> tuple[list[str], list[list[str]]]:
    table = next(block for block in blocks if isinstance(block, Table))
    return list(table.heads), [list(row) for row in table.rows]
