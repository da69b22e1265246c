"""The sections of a proposal, in the order in which they are read."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One page of a proposal: what it asks, and the columns and rows it holds beside its text."""

    code: str
    title: str | Promise
    help: str | Promise
    kind: str = "text"
    is_always_required: bool = False
    fields: tuple[str, ...] = ()  # columns of the proposal itself
    rows: tuple[str, ...] = ()  # kinds of rows, see matchmaking.projects.rows


SECTIONS: tuple[Section, ...] = (
    Section(
        "basics",
        _("Title, countries and time"),
        _("What the project is called, where it takes place, when it begins, how long it takes."),
        kind="basics",
        is_always_required=True,
        fields=("title", "countries", "themes", "language", "currency", "starts_on", "months"),
    ),
    Section(
        "summary",
        _("Summary"),
        _("The whole project on half a page, for somebody who reads nothing else."),
        is_always_required=True,
    ),
    Section(
        "context",
        _("Context and needs"),
        _("What the situation is, what the State has asked for, and what others already do."),
        is_always_required=True,
    ),
    Section(
        "objectives",
        _("Objectives"),
        _("What the project is to achieve, and which part of the national plan it serves."),
        is_always_required=True,
    ),
    Section(
        "beneficiaries",
        _("Beneficiaries"),
        _("Who gains from it, directly and indirectly, how many women and men, and where."),
        is_always_required=True,
    ),
    Section(
        "results",
        _("Results and indicators"),
        _(
            "What shall change (impact, outcomes) and what is delivered to that end (outputs). "
            "Goals are measurable: each outcome and each output has an indicator with a baseline, "
            "a target and a means of verification."
        ),
        kind="results",
        is_always_required=True,
        rows=("results", "indicators", "milestones"),
    ),
    Section(
        "plan",
        _("Work plan"),
        _("What is done for each output, from which month, for how long, and by whom."),
        kind="plan",
        is_always_required=True,
        rows=("activities",),
    ),
    Section(
        "budget",
        _("Budget"),
        _("Every cost with its quantity and unit cost, the output it serves, and who shares it."),
        kind="budget",
        is_always_required=True,
        rows=("budget",),
    ),
    Section(
        "risks",
        _("Risks"),
        _("What may go wrong, how likely and how bad that is, and what is done about it."),
        kind="risks",
        is_always_required=True,
        rows=("risks",),
    ),
    Section(
        "gender",
        _("Gender"),
        _("How far the project furthers gender equality, and why it is marked so."),
        kind="gender",
        is_always_required=True,
        fields=("gender_marker",),
    ),
    Section(
        "partner",
        _("Implementing partner"),
        _("Who carries the project out, what they have done before, and who is in charge."),
        kind="partner",
        is_always_required=True,
        fields=("implementer",),
    ),
    Section(
        "sustainability",
        _("Sustainability"),
        _("What remains when the money is spent: people, budgets, rules, institutions."),
        is_always_required=True,
    ),
    Section(
        "aftercare",
        _("Maintenance and after-care"),
        _("Who maintains what is delivered, with which training, spare parts and money."),
    ),
    Section(
        "exit",
        _("Exit"),
        _("How and when the project hands over, and to whom."),
    ),
    Section(
        "coordination",
        _("Coordination with regional bodies"),
        _("With which regional and subregional organisations it is coordinated, and how."),
    ),
    Section(
        "due_diligence",
        _("Due diligence"),
        _("How risks of diversion and misuse are checked, of goods and of partners."),
    ),
    Section(
        "monitoring",
        _("Monitoring and evaluation"),
        _("Who measures the indicators, how often, and who evaluates the project at its end."),
        is_always_required=True,
    ),
    Section(
        "annexes",
        _("Annexes"),
        _("Documents that go with the proposal, such as a letter of support of the State."),
        kind="annexes",  # its rows come and go by acts of their own, with their files
    ),
)
CODES = tuple(section.code for section in SECTIONS)
_BY_CODE = {section.code: section for section in SECTIONS}


def section_named(code: str) -> Section:
    """Return the section of that code, or raise LookupError."""
    return _BY_CODE[code]


def section_of_rows(name: str) -> Section:
    """Return the section that holds rows of that kind."""
    return next(section for section in SECTIONS if name in section.rows)


def always_required() -> Iterator[str]:
    """Yield the codes of the sections that no proposal can do without."""
    return (section.code for section in SECTIONS if section.is_always_required)


def choices() -> list[tuple[str, str | Promise]]:
    """Return the sections as choices of a form, for rules that require some of them."""
    return [(section.code, section.title) for section in SECTIONS]
