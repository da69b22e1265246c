"""The committee of a call, its ranking, the committee's scores, and lots."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS, Column
from matchmaking.decisions import policies, selectors, services
from matchmaking.decisions.forms import LotForm, ScoreForm, SeatForm
from matchmaking.decisions.models import CommitteeScore, Seat
from matchmaking.decisions.selectors import RankedRow, Ranking
from matchmaking.decisions.views.access import (
    asked_to_declare,
    done,
    known_application,
    known_call,
    plain_formats,
    refused,
)
from matchmaking.decisions.wording import place_in_words, rule_in_words
from matchmaking.errors import DomainError
from matchmaking.funds.models import Call
from matchmaking.reviews import selectors as reviews

COLUMNS = (
    Column("place", gettext_lazy("Place"), lambda one: one[0].place.number),
    Column("number", gettext_lazy("Number"), lambda one: one[0].application.number),
    Column("proposal", gettext_lazy("Proposal"), lambda one: str(one[0].application.proposal)),
    Column("state", gettext_lazy("State"), lambda one: str(one[0].application.proposal.country)),
    Column("committee", gettext_lazy("Committee"), lambda one: one[0].place.candidate.committee),
    Column("reviews", gettext_lazy("Weighted reviews"), lambda one: one[0].place.candidate.reviews),
    Column("asked", gettext_lazy("Asked for"), lambda one: one[0].asked.amount),
    Column("currency", gettext_lazy("Currency"), lambda one: one[0].asked.currency),
    Column(
        "funded",
        gettext_lazy("Above the funding line"),
        lambda one: _("yes") if one[0].place.is_funded else _("no"),
    ),
    Column("why", gettext_lazy("Why this place"), lambda one: one[1]),
    Column(
        "status", gettext_lazy("Status"), lambda one: str(one[0].application.get_status_display())
    ),
    Column(
        "rules",
        gettext_lazy("Rules"),
        lambda one: (
            _("example, not the rules of any real fund")
            if one[0].application.call.rules.is_example
            else ""
        ),
    ),
)


@login_required
def committee(request: SignedInRequest, call_pk: int) -> HttpResponse:
    """Show who decides on a call; administrators name members."""
    call = known_call(request, call_pk)
    form = SeatForm(request.POST or None)
    if request.method == "POST":
        if not policies.appoints(request.user, call):
            raise PermissionDenied
        if form.is_valid() and _named(request, call, form):
            return redirect("decisions:committee", call_pk)
    seats = Seat.objects.filter(call=call).select_related("person")
    context = {
        "call": call,
        "form": form,
        "terms": call.terms,
        "seats": seats.taken().order_by("-is_chair", "person__full_name", "pk"),
        "former": seats.exclude(left_at=None).order_by("left_at"),
        "may_appoint": policies.appoints(request.user, call),
    }
    return render(request, "decisions/committee.html", context)


@require_POST
@login_required
def take_chair(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a member lead the committee."""
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    done(request, services.take_chair, _("The chair is named."), seat_id=pk)
    return redirect("decisions:committee", seat.call_id)


@require_POST
@login_required
def leave_seat(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a member leave the committee."""
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    done(request, services.leave_seat, _("The seat is given up."), seat_id=pk)
    return redirect("decisions:committee", seat.call_id)


@login_required
def ranking(request: SignedInRequest, call_pk: int) -> HttpResponse:
    """Show the places, why each came about, and where the money ends."""
    call = known_call(request, call_pk)
    undeclared = list(selectors.undeclared(request.user, call))
    context: dict[str, Any] = {"call": call, "undeclared": undeclared}
    if not undeclared:
        ranked = selectors.ranking_of(request.user, call)
        urls = [reverse("decisions:ranking_export", args=[call.pk, name]) for name in FORMATS]
        context |= {
            "rows": list(_explained(ranked)),
            "ranking": ranked,
            "line_after": sum(row.place.is_funded for row in ranked.rows),
            "rules": [rule_in_words(code, ranked) for code in call.terms.tie_breakers],
            "formats": plain_formats(urls),
            "may_draw": bool(ranked.tied) and policies.draws_lots(request.user, call),
            "may_play": policies.plays(request.user, call),
        }
    return render(request, "decisions/ranking.html", context)


@login_required
def ranking_export(request: SignedInRequest, call_pk: int, format_name: str) -> HttpResponseBase:
    """Send the ranking as a file."""
    call = known_call(request, call_pk)
    if format_name not in FORMATS:
        raise Http404
    if selectors.undeclared(request.user, call).exists():
        return redirect("decisions:ranking", call_pk)
    ranked = selectors.ranking_of(request.user, call)
    return FORMATS[format_name](_explained(ranked), COLUMNS, f"ranking-{call.pk}")


@login_required
def lots(request: SignedInRequest, call_pk: int) -> HttpResponse:
    """Record the order that lots gave to applications that share a place."""
    call = known_call(request, call_pk)
    if not policies.draws_lots(request.user, call):
        raise PermissionDenied
    tied = selectors.ranking_of(request.user, call).tied
    if not tied or selectors.undeclared(request.user, call).exists():
        return redirect("decisions:ranking", call_pk)
    form = LotForm(request.POST or None, tied=tied[0])
    if request.method == "POST" and form.is_valid():
        said = {"application_ids": form.in_order, "words": form.cleaned_data["words"]}
        if done(request, services.draw_lots, _("The lots are recorded."), call_id=call.pk, **said):
            return redirect("decisions:ranking", call_pk)
    return render(request, "decisions/lots.html", {"call": call, "form": form})


@login_required
def score(request: SignedInRequest, application_pk: int) -> HttpResponse:
    """Write what the committee makes of an application, beside what the reviewers say."""
    application = known_application(request, application_pk)
    if answer := asked_to_declare(request, application):
        return answer
    if not policies.scores(request.user, application):
        raise PermissionDenied
    given = CommitteeScore.objects.filter(submission=application.submission).first()
    initial = (
        {"value": given.value, "words": given.words, "version": given.version} if given else {}
    )
    form = ScoreForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _scored(request, application_pk, form):
        return redirect("decisions:ranking", application.call_id)
    context = {
        "application": application,
        "form": form,
        "given": given,
        "summary": reviews.summaries(request.user, [application.pk]).get(application.pk),
    }
    return render(request, "decisions/score.html", context)


def _named(request: SignedInRequest, call: Call, form: SeatForm) -> bool:
    is_chair = form.cleaned_data["is_chair"]
    try:
        services.take_seat(
            call_id=call.pk, person=form.person, is_chair=is_chair, actor=request.user
        )
    except DomainError as refusal:
        refused(form, refusal)
        return False
    messages.success(request, _("The member is named."))
    return True


def _scored(request: SignedInRequest, application_pk: int, form: ScoreForm) -> bool:
    try:
        services.score_together(
            application_id=application_pk, actor=request.user, **form.cleaned_data
        )
    except DomainError as refusal:
        refused(form, refusal)
        return False
    messages.success(request, _("The score of the committee is saved."))
    return True


def _explained(ranked: Ranking) -> Iterator[tuple[RankedRow, str]]:
    return ((row, place_in_words(row.place, ranked)) for row in ranked.rows)
