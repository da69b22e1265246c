"""One request: what its pages show, and what can be done with it."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.selectors import Person
from matchmaking.disclosure.choices import Part
from matchmaking.disclosure.selectors import part_facts
from matchmaking.disclosure.views import DisclosedPages
from matchmaking.needs import policies, selectors, services
from matchmaking.needs.forms import StartForm
from matchmaking.needs.models import Need
from matchmaking.writing.figures import figures_of
from matchmaking.writing.views import Act
from matchmaking.writing.views.facts import Fact, languages, listed, said_on, window
from matchmaking.writing.views.figures import shown

ACTS = {
    "submit": Act(services.submit_need, _("Submitted to the secretariat.")),
    "publish": Act(services.publish_need, _("Published.")),
    "return": Act(services.return_need, _("Sent back to the State."), takes_reason=True),
    "withdraw": Act(services.withdraw_need, _("Withdrawn."), takes_reason=True),
    "meet": Act(services.meet_need, _("Marked as met."), takes_reason=True),
}


def answers_of(need: Need, user: Person) -> dict[str, Any]:
    """Return what every page shows that shows a request to `user`."""
    return {
        "need": need,
        **_figures(need),
        "facts": _facts(need),
        "source": _source(user, need),
    }


def _figures(need: Need) -> dict[str, Any]:
    """Return what stands above the page, and the same line by line."""
    known = figures_of("need", [need.pk])[need.pk]
    notes = {
        "asked": _("first stage only") if need.is_first_stage_only else "",
        "open": _("%(sum)s are secured elsewhere") % {"sum": need.cofinancing}
        if need.cofinancing
        else "",
    }
    return shown(known, need.lines.all(), notes)


def _facts(need: Need) -> list[Fact]:
    """Return what the side column says, and of what is kept back that it is."""
    return [
        (_("State"), need.country),
        *part_facts(need, Part.INSTITUTION, Part.PLACE, Part.SITE),
        (_("Window"), window(need.starts_on, need.ends_on)),
        (_("Priority of the State"), need.get_priority_display()),
        (_("Rank among its requests"), need.rank),
        (_("Themes"), listed(need.themes.all())),
        (_("Working languages"), languages(need.working_languages)),
        (_("Regional bodies consulted"), listed(need.bodies_consulted.all())),
        (_("National plan"), need.national_plan),
        (_("Project proposal"), _yes_no(need.proposal_developed)),
        (_("Confirmed on"), said_on(need)),
    ]


def _yes_no(value: bool | None) -> str | Promise:
    return {True: _("Exists"), False: _("Not yet")}.get(value, "") if value is not None else ""


def _source(user: Person, need: Need) -> dict[str, str]:
    """Say where the passage stands; the report itself is open to its State and the secretariat."""
    report = need.candidate.report if need.candidate else None
    parts = [
        gettext("National report %(year)s") % {"year": (report and report.year) or ""},
        gettext("question %(ref)s") % {"ref": need.reported_ref} if need.reported_ref else "",
        gettext("page %(page)s") % {"page": need.reported_page} if need.reported_page else "",
    ]
    label = ", ".join(part.strip() for part in parts if part)
    if not report or not policies.sees_inside(user, need):
        return {"label": label}
    return {
        "label": label,
        "url": reverse("reports:passage", args=[report.pk, need.candidate_id]),
    }


PAGES = DisclosedPages(
    kind=services.NEED,
    start_form=StartForm,
    organisations=policies.states_drafted_for,
    detail_of=selectors.need_detail,
    answers_of=answers_of,
    acts=ACTS,
)
