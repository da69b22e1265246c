"""The management response, what became of it, and whether the report may be published."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.evaluation import policies, redacting, services
from matchmaking.evaluation.contents import contents
from matchmaking.evaluation.forms import ConsentForm, FollowUpForm, ResponseForm
from matchmaking.evaluation.models import Consent, Evaluation, Recommendation, Response
from matchmaking.evaluation.services import ResponseData
from matchmaking.evaluation.views.access import (
    allowed,
    done,
    filled,
    form_page,
    known,
    known_recommendation,
    known_response,
    reads,
    to_detail,
    version_of,
)
from matchmaking.evaluation.wording import part_label

MOVES: dict[str, Callable[..., Evaluation]] = {
    "begin_scoring": services.begin_scoring,
    "close_scoring": services.close_scoring,
    "close_response": services.close_response,
    "publish_evaluation": services.publish_evaluation,
    "unpublish_evaluation": services.unpublish_evaluation,
    "cancel_evaluation": services.cancel_evaluation,
}
WITH_REASON = ("unpublish_evaluation", "cancel_evaluation")


@require_POST
@reads
def move(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Take an evaluation a step further."""
    known(request, pk)
    said: dict[str, Any] = {"evaluation_id": pk, "actor": request.user}
    if name in WITH_REASON:
        said["reason"] = request.POST.get("reason", "")
    done(request, partial(MOVES[name], version=version_of(request), **said), _("Done."))
    return to_detail(pk)


@reads
def respond(request: SignedInRequest, pk: int) -> HttpResponse:
    """Respond to a recommendation for the side it is addressed to."""
    row = known_recommendation(request, pk)
    found = row.evaluation
    allowed(row.addressee in {side for side, _pk in policies.party_of(request.user, found)})
    if not policies.responds(request.user, row):
        return to_detail(found.pk)
    form = ResponseForm(request.POST or None, initial=_said(row))

    def act() -> None:
        said = ResponseData(**form.cleaned_data)
        services.respond(recommendation_id=pk, actor=request.user, said=said)

    if filled(request, form, act, _("Your response is kept. It can be changed until it is final.")):
        return to_detail(found.pk)
    title = _("Respond to recommendation %(number)s") % {"number": row.number}
    return form_page(request, found, form, title=title, button=_("Respond"), quote=row.words)


@reads
def follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell what became of an action."""
    row = known_response(request, pk)
    found = row.recommendation.evaluation
    own = {organisation for _side, organisation in policies.party_of(request.user, found)}
    allowed(row.organisation_id in own)
    if not policies.follows_up(request.user, row):
        return to_detail(found.pk)
    initial = {"on": timezone.localdate(), "state": row.state}
    form = FollowUpForm(request.POST or None, initial=initial)

    def act() -> None:
        services.follow_up(response_id=pk, actor=request.user, **form.cleaned_data)

    if filled(request, form, act, _("Thank you: it is written down.")):
        return to_detail(found.pk)
    title = _("What became of recommendation %(number)s") % {"number": row.recommendation.number}
    return form_page(request, found, form, title=title, button=_("Tell"), quote=row.action)


@reads
def consent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say for one's side whether the report may be published, and what is kept back."""
    found = known(request, pk)
    allowed(bool(policies.party_of(request.user, found)))
    if not policies.consents(request.user, found):
        return to_detail(pk)
    parts = [(key, part_label(key, words)) for key, words in redacting.parts_of(contents(found))]
    form = ConsentForm(request.POST or None, parts=parts, initial=_consented(request, found))

    def act() -> None:
        services.give_consent(evaluation_id=pk, actor=request.user, **form.cleaned_data)

    if filled(request, form, act, _("Your answer is kept. You may change it at any time.")):
        return to_detail(pk)
    intro = _(
        "It is published once every party agrees. What you keep back is taken out for "
        "everybody who is not a party: of the page, the papers, the files and the search."
    )
    title = _("May it be published?")
    return form_page(request, found, form, title=title, button=_("Answer"), intro=intro)


def _said(row: Recommendation) -> dict[str, Any]:
    found = Response.objects.filter(recommendation=row).values(
        "answer", "words", "action", "due_on"
    )
    return dict(found.first() or {})


def _consented(request: SignedInRequest, found: Evaluation) -> dict[str, Any]:
    own = [pk for _side, pk in policies.party_of(request.user, found)]
    row = Consent.objects.filter(evaluation=found, organisation__in=own).first()
    if row is None:
        return {}
    withheld = list(row.withheld.all())
    return {
        "answer": row.answer,
        "words": row.words,
        "parts": [one.part for one in withheld if one.part],
        "passages": "\n".join(one.passage for one in withheld if one.passage),
    }
