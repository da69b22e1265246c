"""The verdicts of the rules as sentences that say what to do."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from matchmaking.funds.eligibility import MET, NOT_MET, UNKNOWN, Ruling
from matchmaking.money import Money
from matchmaking.projects.choices import AnnexKind, BudgetCategory
from matchmaking.projects.sections import section_named
from matchmaking.vocabulary.selectors import labels

APPLICANTS: dict[str, str | Promise] = {
    OrganisationKind.STATE: _("States"),
    "un": _("entities of the United Nations"),
    OrganisationKind.BODY: _("regional and international organisations"),
    OrganisationKind.NGO: _("non-governmental organisations and research institutes"),
    OrganisationKind.DONOR: _("donor agencies"),
    OrganisationKind.FUND: _("other funds"),
}
VERDICTS: dict[str, str | Promise] = {
    MET: _("Met"),
    NOT_MET: _("Not met"),
    UNKNOWN: _("Not known yet"),
}
# Of a whole call.
FITS: dict[str, str | Promise] = {
    MET: _("Fits"),
    NOT_MET: _("Does not fit"),
    UNKNOWN: _("May fit"),
}
TITLES: dict[str, str | Promise] = {
    "window": _("Deadline"),
    "applicant": _("Who applies"),
    "joint": _("Joint application"),
    "government": _("Part of the government"),
    "places": _("Where"),
    "themes": _("What about"),
    "amount": _("Amount"),
    "duration": _("Length"),
    "starts": _("Begin"),
    "ends": _("End"),
    "share": _("Share of the budget"),
    "cofinancing": _("Co-financing"),
    "reported": _("National report"),
    "endorsed": _("Endorsement"),
    "sections": _("Sections"),
    "annexes": _("Annexes"),
}
SENTENCES: dict[tuple[str, str, str], str | Promise] = {
    ("window", MET, "until"): _("The call is open until %(closes)s."),
    ("window", MET, "rolling"): _("The call is open all year round."),
    ("window", UNKNOWN, "upcoming"): _("The call opens on %(opens)s; prepare until then."),
    ("window", NOT_MET, "over"): _("The call takes no proposals any more."),
    ("applicant", MET, ""): _("%(name)s may apply."),
    ("applicant", MET, "state"): _("The State may apply itself."),
    ("applicant", UNKNOWN, "partner"): _(
        "A government may not apply itself. Look for an organisation that may, and write the "
        "proposal with it: %(kinds)s."
    ),
    ("applicant", NOT_MET, ""): _("%(name)s may not apply. Those who may: %(kinds)s."),
    ("applicant", NOT_MET, "government"): _(
        "A government may not apply itself. Let an organisation apply that may, with the State "
        "beside it: %(kinds)s."
    ),
    ("joint", MET, ""): _("Enough organisations apply together: %(names)s."),
    ("joint", UNKNOWN, ""): _(
        "At least %(wanted)s of these must apply together: %(kinds)s. Look for them first."
    ),
    ("joint", NOT_MET, ""): _(
        "At least %(wanted)s of these must apply together: %(kinds)s. There are %(there)s so far; "
        "bring others into the team of the proposal."
    ),
    ("government", MET, ""): _("The government takes part."),
    ("government", UNKNOWN, ""): _("The government must take part: the State is still to sign."),
    ("places", MET, ""): _("The call is for %(countries)s."),
    ("places", NOT_MET, ""): _("The call is not for %(countries)s."),
    ("places", UNKNOWN, ""): _("Say for which State it is."),
    ("themes", MET, ""): _("The call is about %(themes)s."),
    ("themes", NOT_MET, ""): _("The call is about something else: %(themes)s."),
    ("themes", UNKNOWN, ""): _("Choose themes: the call is for some only."),
    ("amount", MET, ""): _("%(asked)s is within the limits."),
    ("amount", NOT_MET, "above"): _("%(asked)s is more than the call gives: at most %(most)s."),
    ("amount", NOT_MET, "below"): _("%(asked)s is less than the call gives: at least %(least)s."),
    ("amount", UNKNOWN, "request_above"): _(
        "The request is estimated at %(asked)s, the call gives at most %(most)s: propose a part "
        "of it, or look for co-financing."
    ),
    ("amount", UNKNOWN, "request_below"): _(
        "The request is estimated at %(asked)s, the call gives at least %(least)s: propose it "
        "together with others."
    ),
    ("amount", UNKNOWN, "most"): _("Estimate the cost: the call gives at most %(most)s."),
    ("amount", UNKNOWN, "least"): _("Estimate the cost: the call gives at least %(least)s."),
    ("amount", UNKNOWN, "range"): _(
        "Estimate the cost: the call gives between %(least)s and %(most)s."
    ),
    ("duration", MET, ""): _("%(months)s months are within the limits."),
    ("duration", NOT_MET, "long"): _("%(months)s months are too long: at most %(most)s."),
    ("duration", NOT_MET, "short"): _("%(months)s months are too short: at least %(least)s."),
    ("duration", UNKNOWN, ""): _("Plan a project of %(least)s to %(most)s months."),
    ("duration", UNKNOWN, "least"): _("Plan a project of at least %(least)s months."),
    ("starts", MET, ""): _("It begins on %(said)s, which is late enough."),
    ("starts", NOT_MET, ""): _("It begins on %(said)s; projects begin on %(wanted)s or later."),
    ("starts", UNKNOWN, ""): _("Plan to begin on %(wanted)s or later."),
    ("ends", MET, ""): _("It ends on %(said)s, which is early enough."),
    ("ends", NOT_MET, ""): _("It ends on %(said)s; projects end by %(wanted)s."),
    ("ends", UNKNOWN, ""): _("Plan to end by %(wanted)s."),
    ("share", MET, ""): _("%(category)s: %(taken)s %% of the budget, at most %(most)s %%."),
    ("share", NOT_MET, ""): _(
        "%(category)s: %(taken)s %% of the budget; at most %(most)s %% is allowed."
    ),
    ("share", UNKNOWN, ""): _("%(category)s: at most %(most)s %% of the budget."),
    ("cofinancing", MET, ""): _("Others give %(there)s %% of the cost."),
    ("cofinancing", NOT_MET, ""): _(
        "Others give %(there)s %% of the cost; at least %(wanted)s %% is asked for."
    ),
    ("cofinancing", UNKNOWN, ""): _("Others must give at least %(wanted)s %% of the cost."),
    ("reported", MET, ""): _("The request comes from a national report."),
    ("reported", NOT_MET, ""): _(
        "Only what a State named in its national report is paid for. Link the proposal to a "
        "request that comes from one."
    ),
    ("reported", UNKNOWN, ""): _(
        "Only what a State named in its national report is paid for. Show where the report says it."
    ),
    ("endorsed", MET, ""): _("A regional body has endorsed it."),
    ("endorsed", UNKNOWN, ""): _("Ask a regional body to endorse the proposal."),
    ("sections", MET, ""): _("All sections that are asked for are written."),
    ("sections", UNKNOWN, ""): _("Still to be written: %(missing)s."),
    ("annexes", MET, ""): _("All documents that are asked for are attached."),
    ("annexes", UNKNOWN, ""): _("Still to be attached: %(missing)s."),
}


class Finding(NamedTuple):
    """What a rule says, for people; `values` as JSON can hold them."""

    code: str
    verdict: str
    words: str
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What the rule is about."""
        return str(TITLES[self.code])

    @property
    def verdict_words(self) -> str:
        """Met, not met, not known yet."""
        return str(VERDICTS[self.verdict])


def in_words(ruling: Ruling, zone: datetime.tzinfo | None = None) -> Finding:
    """Return a ruling in the reader's language; moments on the clock of `zone`."""
    shown = {name: _shown(name, ruling.values, zone) for name in ruling.values}
    words = str(SENTENCES[ruling.code, ruling.verdict, ruling.variant]) % shown
    kept = {name: _plain(value) for name, value in ruling.values.items()}
    return Finding(ruling.code, ruling.verdict, words, {"variant": ruling.variant, **kept})


def reword(said: Mapping[str, Any], zone: datetime.tzinfo | None = None) -> Finding:
    """Return a finding that was kept ({code, verdict, values}) in the reader's language."""
    values = {name: _revived(name, value) for name, value in said["values"].items()}
    variant = values.pop("variant", "")
    return in_words(Ruling(said["code"], said["verdict"], variant, values), zone)


def kinds_of_applicants(codes: Iterable[str]) -> str:
    """Return who may apply, as a list in words."""
    return _listed(APPLICANTS.get(code, code) for code in codes)


def moment(when: datetime.datetime, zone: datetime.tzinfo | None = None) -> str:
    """Return a moment with the name of its time zone."""
    there = when.astimezone(zone or timezone.get_current_timezone())
    name = zone.key if isinstance(zone, ZoneInfo) else there.tzname() or "UTC"
    return gettext("%(moment)s (%(zone)s)") % {
        "moment": date_format(there, "j F Y, H:i"),
        "zone": name,
    }


def sections_in_words(codes: Iterable[str]) -> str:
    """Return sections of a proposal by their titles."""
    return _listed(section_named(code).title for code in codes)


def annexes_in_words(codes: Iterable[str]) -> str:
    """Return kinds of documents by their names."""
    return _listed(AnnexKind(code).label for code in codes)


def _listed(words: Iterable[str | Promise]) -> str:
    return get_text_list([str(word) for word in words], gettext("and"))


def _named(what: str) -> Callable[[Iterable[str]], str]:
    return lambda codes: _listed(labels(what, list(codes)).values())


def _missing(codes: Iterable[str]) -> str:
    known = {str(kind) for kind in AnnexKind}
    return _listed(
        AnnexKind(code).label if code in known else section_named(code).title for code in codes
    )


_BY_NAME: dict[str, Callable[[Any], str]] = {
    "kinds": kinds_of_applicants,
    "names": _listed,
    "countries": _named("country"),
    "themes": _named("theme"),
    "category": lambda code: str(BudgetCategory(code).label),
    "missing": _missing,
}
_MONEY = {"asked", "most", "least"}


def _shown(name: str, values: Mapping[str, Any], zone: datetime.tzinfo | None) -> str:
    value = values[name]
    if value is None:
        return ""
    if name in _BY_NAME:
        return _BY_NAME[name](value)
    if name in _MONEY and "currency" in values:
        return str(Money(value, values["currency"]))
    if isinstance(value, datetime.datetime):
        return moment(value, zone)
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _revived(name: str, value: Any) -> Any:
    if name in ("opens", "closes") and value:
        return datetime.datetime.fromisoformat(value)
    if name in ("said", "wanted") and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    return value
