"""The figures of a State, a donor, a fund and a regional body; members find more of their own."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.funds.models import Fund
from matchmaking.insights.asking import Asked
from matchmaking.insights.choices import MAIN, Measure
from matchmaking.insights.forms import OF_LISTS
from matchmaking.insights.inside import Inside, of_fund, of_offers, of_requests, speaks_for
from matchmaking.insights.selectors import Lasted, bodies, donor_ids, figures, steps
from matchmaking.insights.views.asking import Question
from matchmaking.vocabulary.selectors import labels

OF_A_DONOR = (Measure.OFFERED, Measure.TAKEN, Measure.GIVEN)
OF_A_FUND = (Measure.FUNDED, Measure.PAID, Measure.COMPLETED)


@dataclass
class Profile:
    """What a page of figures of one of them shows."""

    title: str
    measures: tuple[Measure, ...]
    tables: tuple[str, ...]
    steps: list[Lasted] = field(default_factory=list)
    inside: Iterable[Inside] = ()


def profiles(request: HttpRequest) -> HttpResponse:
    """List the States, donors, funds and bodies that have figures of their own."""
    names, states = labels("country"), figures(Asked()).tally.by_state
    donors = Organisation.objects.filter(pk__in=donor_ids()).order_by("name")
    known = sorted((names.get(code, code), code) for code in states if states[code]["asked"].number)
    groups = [
        (_("States that ask"), [(name, _address("state", code)) for name, code in known]),
        (_("Donors"), [(one.name, _address("donor", one.pk)) for one in donors]),
        (
            _("Funds"),
            [(one.name, _address("fund", one.pk)) for one in Fund.objects.order_by("name")],
        ),
        (_("Regional bodies"), [(name, _address("body", code)) for code, name in bodies()]),
    ]
    context = Question(request).context("profiles") | {"groups": groups}
    return render(request, "insights/profiles.html", context)


def state(request: HttpRequest, iso3: str) -> HttpResponse:
    """Show what a State asks, and what came of it."""
    name = _named("country", iso3)
    question = Question(
        request, leave=(*OF_LISTS, "region", "body"), own={"country": iso3}, country=iso3
    )
    of = Q(country=iso3)
    profile = Profile(name, MAIN, ("theme", "kind", "year"), steps(question.asked))
    if speaks_for(request.user, Q(country_code=iso3)):
        profile.inside = of_requests(request.user, of, Q(introduction__need__country=iso3), of)
    return _page(request, question, profile)


def donor(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an organisation offers, and what of it was taken up and given."""
    if pk not in donor_ids():
        raise Http404
    organisation = get_object_or_404(Organisation, pk=pk)
    question = Question(request, own={"donor": str(pk)}, organisation_id=pk)
    profile = Profile(organisation.name, OF_A_DONOR, ("theme", "kind", "region", "year"))
    if speaks_for(request.user, Q(pk=pk)):
        profile.inside = of_offers(request.user, pk)
    return _page(request, question, profile)


def fund(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a fund has funded and paid: from the signature of each project on."""
    found = get_object_or_404(Fund, pk=pk)
    question = Question(request, own={"fund": str(pk)}, fund_id=pk)
    lasted = [one for one in steps(question.asked) if one.measure == Measure.FUNDED]
    profile = Profile(found.name, OF_A_FUND, ("theme", "region", "state", "year"), lasted)
    if speaks_for(request.user, Q(pk=found.organisation_id)):
        profile.inside = of_fund(request.user, pk)
    return _page(request, question, profile)


def body(request: HttpRequest, pk: str) -> HttpResponse:
    """Show what the member States of a regional body ask, and what came of it."""
    name = _named("body", pk)
    question = Question(request, own={"body": pk}, body=pk)
    profile = Profile(name, MAIN, ("theme", "kind", "state", "year"), steps(question.asked))
    if speaks_for(request.user, Q(body_code=pk)):
        own = Q(organisation__body_code=pk)
        asking = Q(introduction__need__organisation__body_code=pk)
        profile.inside = of_requests(request.user, own, asking, Q(applicant__body_code=pk))
    return _page(request, question, profile)


def _page(request: HttpRequest, question: Question, profile: Profile) -> HttpResponse:
    sheet = question.sheet(profile.measures)
    context = question.context("profile") | {
        "title": profile.title,
        "sheet": sheet,
        "tables": sheet.grouped(*profile.tables),
        "steps": [one for one in profile.steps if one.summary],
        "inside": list(profile.inside),
        "formats": question.formats("figures"),
    }
    return render(request, "insights/profile.html", context)


def _named(what: str, code: str) -> str:
    """Return the name of a State or a body; there is nothing under another code."""
    name = labels(what).get(code)
    if not name:
        raise Http404
    return name


def _address(name: str, key: str | int) -> str:
    return reverse(f"insights:{name}", args=[key])
