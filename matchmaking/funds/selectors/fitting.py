"""Which calls fit a request or a proposal, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.selectors import Person
from matchmaking.funds import facts, wording
from matchmaking.funds.eligibility import MET, NOT_MET, UNKNOWN, Conditions, judge, verdict_of
from matchmaking.funds.models import Call
from matchmaking.funds.terms import Terms
from matchmaking.funds.wording import FITS, Finding
from matchmaking.needs.models import Need
from matchmaking.projects.models import Proposal

ORDER = (MET, UNKNOWN, NOT_MET)


@dataclass
class CallFit:
    """How a call fits: the verdict over all, and what each rule says."""

    call: Call
    findings: list[Finding]
    verdict: str
    # What the page offers to do with it; other slices say what.
    actions: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Fits, may fit, does not fit."""
        return str(FITS[self.verdict])

    def found(self, verdict: str) -> list[Finding]:
        """Return the findings of one verdict."""
        return [finding for finding in self.findings if finding.verdict == verdict]

    @property
    def against(self) -> list[Finding]:
        """The rules that are not met."""
        return self.found(NOT_MET)

    @property
    def to_do(self) -> list[Finding]:
        """The rules of which nobody knows yet."""
        return self.found(UNKNOWN)

    @property
    def in_favour(self) -> list[Finding]:
        """The rules that are met."""
        return self.found(MET)


def findings(
    call: Call, subject: Need | Proposal, said: Mapping[str, Any] | None = None
) -> list[Finding]:
    """Return what every rule of a call says of a request or of a proposal.

    `said` are the words of a submission; without them a proposal counts as it stands now.
    """
    return _fit(call, _subject(subject, said)).findings


def calls_for_need(user: Person, need: Need) -> list[CallFit]:
    """Return every call that is open or announced, those that fit the request first."""
    return _sorted(facts.of_need(need), _current_calls(user))


def calls_for_proposal(user: Person, proposal: Proposal) -> list[CallFit]:
    """Return every call that is open or announced, those that fit the proposal first."""
    return _sorted(facts.of_proposal(proposal), _current_calls(user))


def how_many_fit(terms: Terms, needs: Iterable[Need]) -> Counter[str]:
    """Count the requests by how they fit these terms, whatever the window of a call."""
    call = Call(
        content=terms.content(), currency=terms.currency, opens_at=timezone.now(), status="open"
    )
    bare = Conditions(terms=terms, opens_at=call.opens_at)
    rulings = (judge(facts.of_need(need).before(call), bare) for need in needs)
    return Counter(verdict_of(found) for found in rulings)


def _current_calls(user: Person) -> Iterable[Call]:
    now, known = timezone.now(), Call.objects.visible_to(user)
    calls = known.open_at(now) | known.upcoming_at(now)
    return calls.with_places().prefetch_related("extensions")


def _subject(subject: Need | Proposal, said: Mapping[str, Any] | None) -> facts.Subject:
    return facts.of_need(subject) if isinstance(subject, Need) else facts.of_proposal(subject, said)


def _sorted(subject: facts.Subject, calls: Iterable[Call]) -> list[CallFit]:
    return sorted((_fit(call, subject) for call in calls), key=_place)


def _fit(call: Call, subject: facts.Subject) -> CallFit:
    rulings = judge(subject.before(call), facts.conditions_of(call, subject.applicant_id))
    said = [wording.in_words(ruling, call.zone) for ruling in rulings]
    return CallFit(call, said, verdict_of(rulings))


def _place(fit: CallFit) -> tuple[int, int, bool, Any, int]:
    """Sort by verdict, then by how much stands against it, then by the nearest deadline."""
    closes = fit.call.closes_at
    late = (closes is None, closes or fit.call.opens_at)
    return ORDER.index(fit.verdict), len(fit.against), *late, fit.call.pk
