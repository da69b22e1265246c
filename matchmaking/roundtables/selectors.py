"""What each page and each paper shows of round tables."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from accounts.models import Membership, Organisation, User
from accounts.selectors import Person, brokers
from matchmaking.agreements.choices import IN_FORCE
from matchmaking.agreements.models import Agreement
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.selectors import open_by_pair
from matchmaking.matching.models import Suggestion
from matchmaking.needs.models import Need
from matchmaking.needs.selectors import needs_for_export
from matchmaking.offers.models import Offer
from matchmaking.roundtables.choices import ParticipantAnswer, SlotKind
from matchmaking.roundtables.models import Outcome, Participant, RoundTable, Slot
from matchmaking.roundtables.querysets import RoundTableQuerySet

MOST_OFFERS = 5
# What was entered, and the introduction that is running for its pair.
Entered = tuple[Outcome, Introduction | None]


def round_tables_for_listing(user: Person) -> RoundTableQuerySet:
    """Return the round tables `user` may know of, with what a row of the list counts."""
    known = RoundTable.objects.visible_to(user)
    return known.annotate(
        requests=Count("slots", filter=Q(slots__kind=SlotKind.NEED), distinct=True),
        invited=Count("participants", distinct=True),
        coming=Count(
            "participants", filter=Q(participants__answer=ParticipantAnswer.YES), distinct=True
        ),
    )


@dataclass(frozen=True)
class AgendaRow:
    """A part of the agenda at its time, as one reader may see it."""

    slot: Slot
    begins: datetime.datetime
    need: Need | None  # nothing where the reader may not know of the request

    @property
    def is_closed(self) -> bool:
        """Whether the request is one that the reader may not know of."""
        return self.slot.need_id is not None and self.need is None

    @property
    def is_fixed(self) -> bool:
        """Whether it stays where it is: the opening and the closing."""
        return self.slot.kind in (SlotKind.OPENING, SlotKind.CLOSING)


class Agenda:
    """The agenda of a round table as one reader may see it, with its times; three queries."""

    def __init__(self, table: RoundTable, person: Person) -> None:
        self.table = table
        self.person = person

    @cached_property
    def slots(self) -> list[Slot]:
        """The parts, in order."""
        return list(self.table.slots.select_related("need").order_by("position", "pk"))

    @cached_property
    def needs(self) -> dict[int, Need]:
        """The requests the reader may know of, without what is kept back from them."""
        ids = [slot.need_id for slot in self.slots if slot.need_id is not None]
        joined = needs_for_export(self.person).select_related(
            "country", "organisation", "candidate__report"
        )
        return {need.pk: need for need in joined.filter(pk__in=ids)}

    @cached_property
    def rows(self) -> list[AgendaRow]:
        """The parts, each at its time."""
        found, begins = [], self.table.begins
        for slot in self.slots:
            need = self.needs.get(slot.need_id) if slot.need_id is not None else None
            found.append(AgendaRow(slot, begins, need))
            begins += datetime.timedelta(minutes=slot.minutes)
        return found

    @property
    def minutes(self) -> int:
        """How long all parts take."""
        return sum(slot.minutes for slot in self.slots)

    @property
    def left(self) -> int:
        """How many minutes are left; below zero where the agenda takes more than there is."""
        return self.table.minutes - self.minutes


def participants_of(table: RoundTable) -> list[Participant]:
    """Return who is invited, by organisation and name."""
    rows = table.participants.select_related("organisation", "person", "answered_by")
    return list(rows.order_by("organisation__name", "person__full_name", "pk"))


def my_invitations(user: Person, table: RoundTable) -> list[Participant]:
    """Return the invitations to this round table that `user` may answer or read."""
    mine = Participant.objects.of(user).filter(round_table=table)
    return list(mine.select_related("round_table", "organisation", "person"))


def outcomes_of(table: RoundTable) -> dict[int, list[Entered]]:
    """Return what was entered, by the slot it is about, with the introduction that followed."""
    rows = Outcome.objects.filter(slot__round_table=table).select_related(
        "slot__need", "organisation", "offer__organisation", "person", "reason", "done_by"
    )
    found: dict[int, list[Entered]] = defaultdict(list)
    outcomes = list(rows.order_by("entered_at", "pk"))
    running = _introductions_from(outcomes)
    for outcome in outcomes:
        found[outcome.slot_id].append((outcome, running.get(outcome.pk)))
    return dict(found)


def outcomes_for_listing(user: Person) -> QuerySet[Outcome]:
    """Return the outcomes `user` may know of, with what a row and a file show."""
    return Outcome.objects.visible_to(user).select_related(
        "slot__round_table", "slot__need__country", "organisation", "offer", "person", "reason"
    )


def best_offers(person: Person, need_ids: Collection[int]) -> dict[int, list[Suggestion]]:
    """Return the offers that fit each request best, of those the reader may know of."""
    rows = Suggestion.objects.filter(
        need__in=need_ids,
        rank_for_need__isnull=False,
        offer__in=Offer.objects.visible_to(person).published(),
    ).select_related("offer__organisation")
    found: dict[int, list[Suggestion]] = defaultdict(list)
    for row in rows.order_by("need_id", "rank_for_need"):
        if len(found[row.need_id]) < MOST_OFFERS:
            found[row.need_id].append(row)
    return found


def others_at_work(person: Person, needs: Iterable[Need]) -> dict[int, list[Agreement]]:
    """Return, by request, the agreements known to the reader in the same State and theme."""
    wanted = {need.pk: (need.country_id, _tops(need)) for need in needs}
    countries = {country for country, _themes in wanted.values()}
    rows = (
        Agreement.objects.visible_to(person)
        .with_parties()
        .filter(status__in=IN_FORCE, introduction__need__country__in=countries)
    )
    running = list(rows.prefetch_related("introduction__need__themes").order_by("-signed_at"))
    return {
        pk: [one for one in running if _is_near(one, pk, country, themes)]
        for pk, (country, themes) in wanted.items()
    }


def seats_to_choose(table: RoundTable) -> list[tuple[Organisation, list[User]]]:
    """Return the organisations that act here, each with the people who act for it."""
    rows = Membership.objects.filter(ended_at=None, user__is_active=True)
    people: dict[int, dict[int, User]] = defaultdict(dict)
    places: dict[int, Organisation] = {}
    for row in rows.select_related("organisation", "user").order_by("user__full_name", "pk"):
        places[row.organisation_id] = row.organisation
        people[row.organisation_id][row.user_id] = row.user
    ordered = sorted(places.values(), key=lambda place: place.name.casefold())
    return [(place, list(people[place.pk].values())) for place in ordered]


def people_to_follow_up(table: RoundTable) -> QuerySet[User]:
    """Return who may promise something: the brokers, and who speaks for those invited."""
    invited = table.participants.values("organisation")
    running = Membership.objects.filter(organisation__in=invited, ended_at=None)
    both = Q(pk__in=running.values("user")) | Q(pk__in=brokers().values("pk"))
    return User.objects.filter(both, is_active=True).order_by("full_name", "pk")


def offers_to_choose(table: RoundTable) -> QuerySet[Offer]:
    """Return the open offers of those invited."""
    invited = table.participants.values("organisation")
    offers = Offer.objects.published().filter(organisation__in=invited)
    return offers.select_related("organisation").order_by("organisation__name", "title", "pk")


def tables_with(need: Need) -> QuerySet[RoundTable]:
    """Return the round tables on whose agenda a request is, the next ones first."""
    return RoundTable.objects.filter(slots__need=need.pk).order_by("starts_at", "pk")


def tables_to_add_to(need: Need) -> QuerySet[RoundTable]:
    """Return the round tables on whose agenda a request may still be put."""
    open_ones = RoundTable.objects.in_preparation().exclude(slots__need=need.pk)
    return open_ones.order_by("starts_at", "pk")


def _introductions_from(outcomes: list[Outcome]) -> dict[int, Introduction]:
    """Return, by outcome, the introduction that is running for its pair; one query."""
    pairs = {
        one.pk: (one.slot.need_id, one.offer_id)
        for one in outcomes
        if one.slot.need_id is not None and one.offer_id is not None
    }
    running = open_by_pair(set(pairs.values()))
    return {pk: running[pair] for pk, pair in pairs.items() if pair in running}


def _tops(need: Need) -> frozenset[str]:
    return frozenset(theme.top_code for theme in need.themes.all())


def _is_near(agreement: Agreement, pk: int, country: str, themes: frozenset[str]) -> bool:
    need = agreement.need
    return need.country_id == country and need.pk != pk and bool(_tops(need) & themes)
