"""What the database says of contributions and projects, as the matcher of earmarks reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Sum

from matchmaking.applications.models import Application
from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.earmarks import Codes, Earmark, Project, Purse
from matchmaking.ledger.models import Balance, Contribution
from matchmaking.vocabulary import selectors as vocabulary

# What is left of a contribution: its money in the bank less what is committed of it.
AVAILABLE = (AccountKind.BANK, AccountKind.COMMITTED)


@dataclass(frozen=True)
class EarmarkData:
    """What a contributor says the money is for, in codes; nothing said is nothing restricted."""

    themes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    call_id: int | None = None

    @property
    def is_free(self) -> bool:
        """Whether nothing is restricted."""
        return self == EarmarkData()

    def as_data(self) -> dict[str, list[str] | int | None]:
        """Return it as a posting keeps it."""
        return {
            "themes": sorted(self.themes),
            "regions": sorted(self.regions),
            "countries": sorted(self.countries),
            "call": self.call_id,
        }

    def widened(self) -> Earmark:
        """Return it with every theme below and every State of the regions named."""
        places = set(self.countries).union(*map(vocabulary.countries_in, self.regions))
        is_anywhere = not (self.countries or self.regions)
        return Earmark(
            _below(self.themes) if self.themes else None,
            None if is_anywhere else frozenset(places),
            self.call_id,
        )


def said_of(contribution: Contribution) -> EarmarkData:
    """Return the earmark of a contribution; fetch it `with_earmarks`."""
    return EarmarkData(
        tuple(sorted(theme.pk for theme in contribution.themes.all())),
        tuple(sorted(region.pk for region in contribution.regions.all())),
        tuple(sorted(country.pk for country in contribution.countries.all())),
        contribution.call_id,
    )


def project_of(application: Application) -> Project:
    """Return what an earmark asks about an application."""
    proposal = application.proposal
    places = {proposal.country_id, *proposal.countries.values_list("pk", flat=True)}
    themes = proposal.themes.values_list("pk", flat=True)
    return Project(frozenset(themes), frozenset(places - {None}), application.call_id)


def purses_of(fund_id: int) -> list[Purse]:
    """Return what is left of each contribution to a fund, in its currency, the oldest first."""
    left = left_of(fund_id)
    rows = Contribution.objects.filter(fund=fund_id, pk__in=left).with_earmarks()
    return [
        Purse(row.pk, left[row.pk], said_of(row).widened())
        for row in rows.order_by("pledged_on", "pk")
    ]


def left_of(fund_id: int, contributions: Iterable[int] | None = None) -> Mapping[int, int]:
    """Return what is left of the contributions, in the fund's currency."""
    rows = Balance.objects.filter(account__fund=fund_id, account__kind__in=AVAILABLE)
    if contributions is not None:
        rows = rows.filter(account__contribution__in=contributions)
    totals = rows.values_list("account__contribution").annotate(left=Sum("reporting_minor"))
    return dict(totals)


def _below(codes: Iterable[str]) -> Codes:
    """Return the themes named with all those below them."""
    everything = vocabulary.labels("theme")
    starts = tuple(f"{code}." for code in codes)
    return frozenset(code for code in everything if code in codes or code.startswith(starts))
