"""Who writes which letter to whom, and what it says before it is set in any format."""

from dataclasses import dataclass

from django.utils.translation import get_language_info, override

from accounts.choices import OrganisationKind
from accounts.models import Organisation
from accounts.selectors import Person
from matchmaking.introductions import policies
from matchmaking.introductions.choices import (
    ENDABLE,
    IntroductionStatus,
    LetterKind,
    Said,
    Side,
    other_side,
)
from matchmaking.introductions.letters.wording import letter_wording
from matchmaking.introductions.models import Introduction
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.writing.notes.letter import Letter, Order, emblem_of, own_name, place_and_day
from matchmaking.writing.notes.models import Letterhead
from matchmaking.writing.notes.wording import wording_in

SECRETARIAT = "secretariat"
# What a letter ends or refuses is said with a reason of this list.
PURPOSES = {LetterKind.REFUSAL: "declining", LetterKind.END: "ending"}


@dataclass(frozen=True)
class Post:
    """One letter that can be written: what it does, for which side, about which pair."""

    kind: LetterKind
    side: str  # of the two sides, or "secretariat"
    need: Need
    offer: Offer
    introduction: Introduction | None = None

    @property
    def sender(self) -> Organisation:
        """Whose letter it is."""
        if self.side == SECRETARIAT:
            return Organisation.objects.filter(kind=OrganisationKind.SECRETARIAT).order_by("pk")[0]
        return self._record(self.side).organisation

    @property
    def addressees(self) -> list[Organisation]:
        """To whom it goes: the other side; from the secretariat to both."""
        if self.side == SECRETARIAT:
            return [self.need.organisation, self.offer.organisation]
        return [self._record(other_side(self.side)).organisation]

    @property
    def language(self) -> str:
        """The language of the addressee: in which they write their own record."""
        side = Side.RECIPIENT if self.side == SECRETARIAT else other_side(self.side)
        language = self._record(side).language
        return language if language in UN_LANGUAGES else "en"

    @property
    def purpose(self) -> str:
        """What its reason must be fit for; empty where it needs none."""
        return PURPOSES.get(self.kind, "")

    @property
    def paper_side(self) -> str:
        """The side as the services know it."""
        return "" if self.side == SECRETARIAT else self.side

    def _record(self, side: str) -> Need | Offer:
        return self.need if side == Side.RECIPIENT else self.offer


def posts_for(user: Person, introduction: Introduction) -> list[Post]:
    """Return the letters that `user` may write or record about an introduction now."""
    found: list[tuple[LetterKind, str]] = [
        (kind, side)
        for side in _signing_sides(user, introduction)
        for kind in _kinds(introduction, side)
    ]
    if policies.brokers(user, introduction):
        if introduction.status == IntroductionStatus.ACCEPTED:
            found.append((LetterKind.INTRODUCTION, SECRETARIAT))
        if introduction.status in ENDABLE:
            found.append((LetterKind.END, SECRETARIAT))
    need, offer = introduction.need, introduction.offer
    return [Post(kind, side, need, offer, introduction) for kind, side in found]


def letter_of(post: Post, order: Order, language: str) -> Letter:
    """Return the letter, ready to be set."""
    shown_in = "zh-hans" if language == "zh" else language
    with override(shown_in):
        words, formulas = letter_wording(language), wording_in(language)
        head = _head(post.sender)
        sender = head.name or own_name(head)
        addressee = order.addressee or ", ".join(_name(one) for one in post.addressees)
        return Letter(
            language=language,
            is_rtl=bool(get_language_info(shown_in)["bidi"]),
            sender=sender,
            address=head.lines,
            emblem=emblem_of(head),
            heading=formulas.heading,
            reference=f"{formulas.reference} {order.reference}" if order.reference else "",
            restricted="",
            opening=words.openings[post.kind].format(sender=sender, addressee=addressee),
            title=str(LetterKind(post.kind).label),
            description=[],
            facts=_facts(post, language),
            line_heads=[],
            lines=[],
            closing=formulas.closing.format(sender=sender, addressee=addressee),
            place_and_day=place_and_day(order, language),
        )


def _signing_sides(user: Person, introduction: Introduction) -> list[Side]:
    own = policies.decides_for(user, introduction)
    return list(Side) if policies.brokers(user, introduction) else own


def _kinds(introduction: Introduction, side: Side) -> list[LetterKind]:
    """Return what a side can say on paper now."""
    if introduction.status not in ENDABLE:
        return []
    said = {answer.side: answer.said for answer in introduction.answers.all()}
    if said.get(side) == Said.WAITING:
        return [LetterKind.ACCEPTANCE, LetterKind.REFUSAL]
    return [LetterKind.END]


def _facts(post: Post, language: str) -> list[tuple[str, str]]:
    words = letter_wording(language)
    facts = [
        (words.request, str(post.need)),
        (words.asking, str(post.need.country)),
        (words.offer, str(post.offer)),
        (words.giving, str(post.offer.organisation)),
    ]
    return [(words.number, str(post.introduction.pk)), *facts] if post.introduction else facts


def _head(organisation: Organisation) -> Letterhead:
    heads = Letterhead.objects.select_related("emblem", "organisation")
    return heads.filter(organisation=organisation).first() or Letterhead(organisation=organisation)


def _name(organisation: Organisation) -> str:
    return own_name(Letterhead(organisation=organisation))
