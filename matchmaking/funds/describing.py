"""Terms in words: how rules and calls are read, and how two versions are compared."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from matchmaking.funds.terms import CRITERION, CriterionTerms, Duty, Terms, worded
from matchmaking.funds.wording import annexes_in_words, kinds_of_applicants, sections_in_words
from matchmaking.money import Money
from matchmaking.projects.choices import BudgetCategory
from matchmaking.vocabulary.choices import CountryGroup

Words = str | Promise
DOES: dict[str, Words] = {"advises": _("advises"), "decides": _("decides")}
TIED_TO: dict[str, Words] = {
    "signature": _("the signature"),
    "report": _("a report"),
    "condition": _("a condition"),
}
DUTY_KINDS: dict[str, Words] = {"interim": _("interim report"), "final": _("final report")}
SUBJECTS: dict[str, Words] = {"narrative": _("narrative"), "financial": _("financial")}
TIE_BREAKERS: dict[str, Words] = {
    "smaller": _("asks for less"),
    "earlier": _("handed in earlier"),
    "lot": _("lot"),
}
WAIVERS: dict[str, Words] = {
    "administrator": _("an administrator of the fund"),
    "ballot": _("the committee, by a ballot"),
}
LETTER_SHOWS: dict[str, Words] = {
    "scores": _("the scores"),
    "feedback": _("what the reviewers wrote"),
    "place": _("the place in the ranking"),
}
NOTHING: Words = _("nothing is said")


class Line(NamedTuple):
    """One thing that terms say; `key` stays the same in every language."""

    key: str
    label: Words
    value: str


class Group(NamedTuple):
    """What belongs together under one heading."""

    title: Words
    lines: list[Line]


class Difference(NamedTuple):
    """One thing that two versions say differently."""

    label: Words
    before: str
    after: str


def groups(terms: Terms) -> list[Group]:
    """Return the terms in the order in which an applicant reads them; criteria come apart."""
    parts = (
        (_("Who may apply"), _who(terms)),
        (_("How much and how long"), _how_much(terms)),
        (_("What must be there"), _what(terms)),
        (_("How it is judged"), _judging(terms)),
        (_("How it is paid and accounted for"), _paying(terms)),
    )
    return [Group(title, list(lines)) for title, lines in parts]


def differences(before: Terms, after: Terms) -> list[Difference]:
    """Return what two sets of terms say differently, in words."""
    old, new = ({line.key: line for line in _all_lines(terms)} for terms in (before, after))
    found = []
    for key in dict.fromkeys([*old, *new]):
        was, now = (lines[key].value if key in lines else "" for lines in (old, new))
        if was != now:
            label = (new.get(key) or old[key]).label
            found.append(Difference(label, was or str(NOTHING), now or str(NOTHING)))
    return found


class Scored(NamedTuple):
    """A criterion as a page shows it."""

    title: str
    weight: int
    anchored: list[tuple[int, str]]


def criteria(terms: Terms) -> list[Scored]:
    """Return the criteria with what each number of points stands for."""
    return [
        Scored(worded(row.titles, _language()), row.weight, _points(row)) for row in terms.criteria
    ]


def criterion_in_words(row: CriterionTerms) -> str:
    """Return a criterion with its weight and what each number of points stands for."""
    return " · ".join([f"{row.weight} %", *(f"{n}: {words}" for n, words in _points(row))])


def _points(row: CriterionTerms) -> list[tuple[int, str]]:
    points = range(1, row.scale_max + 1)
    return [(n, worded(row.anchors.get(str(n), {}), _language())) for n in points]


def _all_lines(terms: Terms) -> Iterator[Line]:
    for group in groups(terms):
        yield from group.lines
    for row in terms.criteria:
        label = gettext("Criterion “%(title)s”") % {"title": worded(row.titles, _language())}
        yield Line(f"criterion:{row.code}", label, criterion_in_words(row))


def _who(terms: Terms) -> Iterator[Line]:
    yield Line("applicants", _("May apply"), kinds_of_applicants(terms.applicants))
    if terms.joint_at_least > 1:
        words = gettext("at least %(wanted)s of these: %(kinds)s")
        kinds = kinds_of_applicants(terms.joint_kinds)
        named = {"wanted": terms.joint_at_least, "kinds": kinds}
        yield Line("joint", _("Apply together"), words % named)
    if not terms.may_state_apply:
        words = gettext("do not apply themselves; they work with an organisation that may")
        yield Line("states", _("Governments"), words)
    if terms.needs_government:
        yield Line("government", _("The government"), gettext("takes part and signs"))
    if terms.groups:
        names = _listed(CountryGroup(code).label for code in terms.groups)
        yield Line("groups", _("For"), names)


def _how_much(terms: Terms) -> Iterator[Line]:
    yield Line("most", _("At most"), _money(terms.ceiling_minor, terms))
    yield Line("least", _("At least"), _money(terms.minimum_minor, terms))
    yield Line("months", _("Length"), _months(terms))
    for share in terms.shares:
        label = BudgetCategory(share.category).label
        words = gettext("at most %(percent)s %% of the budget") % {"percent": share.percent}
        yield Line(f"share:{share.category}", label, words)
    if terms.cofinancing_percent:
        words = gettext("at least %(percent)s %% of the cost") % {
            "percent": terms.cofinancing_percent
        }
        yield Line("cofinancing", _("Co-financing"), words)


def _what(terms: Terms) -> Iterator[Line]:
    if terms.needs_reported_need:
        words = gettext("the request must come from a national report")
        yield Line("reported", _("National report"), words)
    if terms.needs_endorsement:
        yield Line("endorsement", _("Endorsement"), gettext("of a regional body"))
    yield Line("sections", _("Besides the usual sections"), sections_in_words(terms.sections))
    yield Line("annexes", _("Annexes"), annexes_in_words(terms.annexes))


def _judging(terms: Terms) -> Iterator[Line]:
    reviewers = ngettext("%(number)s reviewer", "%(number)s reviewers", terms.reviewers)
    yield Line("reviewers", _("Each application"), reviewers % {"number": terms.reviewers})
    if terms.pass_percent:
        words = gettext("%(percent)s %% of the points") % {"percent": terms.pass_percent}
        yield Line("pass", _("Funded from"), words)
    for body in terms.bodies:
        label = worded(body.titles, _language())
        yield Line(f"body:{body.code}", label, str(DOES[body.does]))
    yield Line("ties", _("Between equals"), _ties(terms))
    yield Line("quorum", _("A decision needs"), _quorum(terms))
    counts = (
        gettext("count as votes") if terms.abstentions_count else gettext("do not count as votes")
    )
    yield Line("abstentions", _("Abstentions"), counts)
    yield Line("granted", _("May be granted"), _granted(terms.least_percent))
    yield Line("waiver", _("A condition is waived by"), str(WAIVERS[terms.waived_by]))
    shown = _listed(LETTER_SHOWS[code] for code in terms.letter_shows)
    yield Line("letter", _("The letter to the applicant shows"), shown)
    yield Line("appeal", _("Appeal"), _appeal(terms.appeal_days))


def _appeal(days: int) -> str:
    within = ngettext("within %(number)s day", "within %(number)s days", days)
    return within % {"number": days} if days else gettext("none")


def _ties(terms: Terms) -> str:
    """Return the rules between equals in their order, a criterion by its title."""
    titles = {CRITERION + row.code: worded(row.titles, _language()) for row in terms.criteria}
    known = {**TIE_BREAKERS, **titles}
    return ", ".join(str(known.get(code, code)) for code in terms.tie_breakers)


def _granted(least: int) -> str:
    if least == 100:
        return gettext("all that is asked or nothing")
    return gettext("at least %(percent)s %% of what is asked") % {"percent": least}


def _quorum(terms: Terms) -> str:
    words = gettext("%(present)s %% of the members, %(yes)s %% of the votes") % {
        "present": terms.present_percent,
        "yes": terms.yes_percent,
    }
    if terms.needs_chair:
        words = gettext("%(quorum)s, the chair among those who vote") % {"quorum": words}
    return words


def _paying(terms: Terms) -> Iterator[Line]:
    for number, row in enumerate(terms.tranches, 1):
        label = gettext("Tranche %(number)s") % {"number": number}
        words = f"{row.percent} % · {worded(row.titles, _language()) or TIED_TO[row.tied_to]}"
        yield Line(f"tranche:{number}", label, words)
    for duty in terms.duties:
        label = f"{DUTY_KINDS[duty.kind]}, {SUBJECTS[duty.subject]}"
        yield Line(f"duty:{duty.kind}:{duty.subject}", label, _duty(duty))
    limit = _money(terms.four_eyes_above_minor, terms)
    yield Line("four_eyes", _("Second person for payments above"), limit)
    yield Line("fee", _("Fee of the fund"), f"{terms.fee_percent.normalize():f} %")
    earmarks = gettext("are taken") if terms.takes_earmarks else gettext("are not taken")
    yield Line("earmarks", _("Contributions for a purpose"), earmarks)


def _duty(duty: Duty) -> str:
    if duty.kind == "final":
        words = ngettext(
            "within %(number)s month after the end",
            "within %(number)s months after the end",
            duty.months,
        )
    else:
        words = ngettext("every month", "every %(number)s months", duty.months)
    return words % {"number": duty.months}


def _months(terms: Terms) -> str:
    named = {"least": terms.months_min, "most": terms.months_max}
    if terms.months_min and terms.months_max:
        return gettext("%(least)s to %(most)s months") % named
    if terms.months_max:
        return gettext("at most %(most)s months") % named
    return gettext("at least %(least)s months") % named if terms.months_min else ""


def _money(minor: int | None, terms: Terms) -> str:
    return "" if minor is None else str(Money(minor, terms.currency))


def _listed(words: Iterable[Words]) -> str:
    return get_text_list([str(word) for word in words], gettext("and"))


def _language() -> str:
    return (get_language() or "en").split("-")[0]
