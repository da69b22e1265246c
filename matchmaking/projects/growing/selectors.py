"""What a proposal may grow from, what would be carried, and what became of the sources since."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Organisation
from accounts.selectors import Person, organisation_ids, organisations_of
from matchmaking.agreements.choices import IN_FORCE
from matchmaking.agreements.models import Agreement
from matchmaking.agreements.querysets import AgreementQuerySet
from matchmaking.agreements.selectors import with_lines
from matchmaking.disclosure.selectors import public_twins
from matchmaking.needs.models import Need
from matchmaking.needs.querysets import NeedQuerySet
from matchmaking.projects import policies
from matchmaking.projects.growing.harvest import Carrier, Harvest
from matchmaking.projects.growing.models import Carried
from matchmaking.projects.growing.parts import parts_of_agreement, parts_of_need
from matchmaking.projects.growing.wording import (
    AGREEMENT,
    NEED,
    Parts,
    Source,
    part_label,
    part_words,
)
from matchmaking.projects.models import Proposal
from matchmaking.roundtables.papers.blocks import shown_in
from matchmaking.vocabulary.selectors import converted, labels
from matchmaking.writing.figures import figures_of

Ids = Collection[int]
MOST_FOUND = 20
# Parts that name rows of the vocabulary.
CODED = {"themes": "theme", "bodies": "body"}


def applicants_for(user: Person) -> list[Organisation]:
    """Return the organisations for which `user` may begin a proposal."""
    places = organisations_of(user)
    return [place for place in places if policies.begins_for(user, place.pk)]


def needs_to_grow_from(user: Person) -> NeedQuerySet:
    """Return the open requests that `user` may know of: help is given upon request."""
    return Need.objects.visible_to(user).published()


def agreements_to_grow_from(user: Person) -> AgreementQuerySet:
    """Return the agreements in force that `user` may know of."""
    return Agreement.objects.visible_to(user).filter(status__in=IN_FORCE).with_parties()


def found_needs(user: Person, text: str, without: Ids) -> list[Need]:
    """Return requests to choose from: those of one's own State first, then the newest."""
    rows = public_twins(needs_to_grow_from(user)).exclude(pk__in=without)
    words = text.strip()
    if words:
        codes = [code for code, name in labels("country").items() if words.lower() in name.lower()]
        rows = rows.filter(Q(title__icontains=words) | Q(country__in=codes))
    rows = rows.select_related("country").order_by("-published_at", "-pk")
    own = organisation_ids(user)
    found = list(rows.filter(organisation__in=own)[:MOST_FOUND])
    found += rows.exclude(organisation__in=own)[: MOST_FOUND - len(found)]
    return found


def agreements_about(user: Person, need_ids: Ids) -> list[Agreement]:
    """Return the agreements in force on these requests that `user` may know of."""
    rows = agreements_to_grow_from(user).filter(introduction__need__in=need_ids)
    return list(with_lines(rows).order_by("pk"))


def chosen_needs(user: Person, ids: Ids) -> list[Need]:
    """Return the chosen requests with all that is carried of them, in the order chosen."""
    rows = needs_to_grow_from(user).filter(pk__in=ids)
    order = list(ids)
    return sorted(_joined(rows), key=lambda need: order.index(need.pk))


def sources_of(
    needs: Iterable[Need], agreements: Iterable[Agreement], language: str = "en"
) -> list[Source]:
    """Return what these records say, as sources; names of codes in the language given."""
    rows = list(needs)
    known = figures_of(NEED, [need.pk for need in rows])
    with override(shown_in(language)):
        found = []
        for need in rows:
            parts = parts_of_need(need, known.get(need.pk))
            found.append(Source(NEED, need.pk, parts, _names(parts)))
        found += [Source(AGREEMENT, one.pk, parts_of_agreement(one)) for one in agreements]
    return found


def harvest_of(sources: Sequence[Source], *, language: str, currency: str, today: date) -> Harvest:
    """Return what would be carried into a proposal in this language and currency."""
    with override(shown_in(language)):
        carrier = Carrier(sources, currency, lambda money: converted(money, currency))
        return carrier.harvest(today)


@dataclass(frozen=True)
class Origin:
    """Where a field of a proposal came from, and whether its source says the same today."""

    section: str
    row: str
    source: str
    part: str
    url: str
    before: str
    now: str
    is_gone: bool = False

    @property
    def has_changed(self) -> bool:
        """Whether the source says something else since."""
        return self.is_gone or self.before != self.now

    @property
    def words(self) -> str:
        """How it is named beside the field."""
        named = {"source": self.source, "part": self.part}
        return _("carried from %(source)s, %(part)s") % named


def origins_of(user: Person, proposal: Proposal) -> list[Origin]:
    """Return where everything was carried from, as far as `user` may know of the sources now."""
    rows = list(Carried.objects.filter(proposal=proposal).order_by("pk"))
    known = {(source.kind, source.pk): source for source in sources_behind(user, rows)}
    return [origin for row in rows if (origin := _origin(row, known))]


def sources_behind(user: Person, rows: Collection[Carried]) -> list[Source]:
    """Return what the sources of these rows say today, as far as `user` may know of them."""
    needs = Need.objects.visible_to(user).filter(pk__in={r.need_id for r in rows if r.need_id})
    signed = Agreement.objects.visible_to(user).filter(
        pk__in={row.agreement_id for row in rows if row.agreement_id}
    )
    return sources_of(_joined(needs), with_lines(signed.with_parties()))


def origins_by_section(user: Person, proposal: Proposal) -> dict[str, list[Origin]]:
    """Return where each section came from; what several rows come from is named once."""
    found: dict[str, dict[tuple[str, str], Origin]] = defaultdict(dict)
    for origin in origins_of(user, proposal):
        found[origin.section].setdefault((origin.source, origin.part), origin)
    return {section: list(rows.values()) for section, rows in found.items()}


def _origin(row: Carried, known: dict[tuple[str, int], Source]) -> Origin | None:
    source = known.get(place_of(row))
    if source is None:
        return None
    now = source.parts.get(row.part, {})
    return Origin(
        section=row.section,
        row=row.row,
        source=source.name,
        part=part_label(source.parts, row.part),
        url=reverse(f"{source.kind}s:detail", args=[source.pk]),
        before=part_words(row.part, row.said, _named(row.said, row.part)),
        now=part_words(row.part, now, _named(now, row.part)),
        is_gone=row.part not in source.parts,
    )


def place_of(row: Carried) -> tuple[str, int]:
    """Return which record a field was carried from."""
    return (NEED, row.need_id) if row.need_id else (AGREEMENT, row.agreement_id or 0)


def _names(parts: Parts) -> dict[str, list[str]]:
    return {part: _named(parts[part], part) for part in CODED if part in parts}


def _named(said: Mapping[str, Any], part: str) -> list[str]:
    """Return the names of the codes in a part; none where it holds no codes."""
    return list(labels(CODED[part], said["codes"]).values()) if "codes" in said else []


def _joined(needs: NeedQuerySet) -> NeedQuerySet:
    rows = needs.select_related("country", "organisation", "candidate__report")
    return rows.prefetch_related("themes", "bodies_consulted", "goals__indicator")
