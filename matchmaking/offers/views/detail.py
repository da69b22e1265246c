"""One offer, and what can be done with it."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.selectors import Person
from matchmaking.errors import DomainError
from matchmaking.offers import policies, selectors, services
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer
from matchmaking.offers.workflow import OFFER_WORKFLOW
from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.vocabulary.selectors import country_choices

Fact = tuple[str | Promise, Any]


class SignedInRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User


class Act(NamedTuple):
    """The service behind a button, and what the person reads when it is done."""

    service: Callable[..., Offer]
    done: str | Promise
    takes_reason: bool = False


ACTS = {
    "submit": Act(services.submit_offer, _("Submitted to the secretariat.")),
    "publish": Act(services.publish_offer, _("Published.")),
    "return": Act(services.return_offer, _("Sent back to its owner."), takes_reason=True),
    "pause": Act(services.pause_offer, _("Paused."), takes_reason=True),
    "resume": Act(services.resume_offer, _("Open again.")),
    "withdraw": Act(services.withdraw_offer, _("Withdrawn."), takes_reason=True),
}


def known_offer(user: Person, pk: int) -> Offer:
    """Return the offer, or answer 404 when `user` may not know of it."""
    try:
        return selectors.offer_detail(user, pk)
    except Offer.DoesNotExist as error:
        raise Http404 from error


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one offer."""
    offer = known_offer(request.user, pk)
    actor = request.user if request.user.is_authenticated else None
    moves = OFFER_WORKFLOW.available(offer, actor=actor) if actor else []
    owns = policies.owns_offer(request.user, offer)
    context = {
        **answers_of(offer),
        "history": selectors.offer_history(request.user, offer),
        # Submitting leads over the page where the answers are checked.
        "moves": [move for move in moves if move.name != "submit"],
        "may_edit": owns and offer.is_editable,
        "may_check": owns and offer.status == OfferStatus.DRAFT,
        "may_delete": owns and offer.status == OfferStatus.DRAFT and not offer.submitted_at,
        "may_match": policies.sees_inside(request.user, offer),
    }
    return render(request, "offers/detail.html", context)


@require_POST
@login_required
def move(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Make one move of the workflow, and say how it went."""
    known_offer(request.user, pk)
    act = ACTS[name]
    reason = {"reason": request.POST.get("reason", "")} if act.takes_reason else {}
    try:
        act.service(offer_id=pk, actor=request.user, version=posted_version(request), **reason)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        is_incomplete = isinstance(refusal, services.IncompleteOffer)
        return redirect("offers:check" if is_incomplete else "offers:detail", pk=pk)
    messages.success(request, str(act.done))
    # A draft is its owner's affair again; the secretariat goes on with its queue.
    return redirect("offers:moderation") if name == "return" else redirect("offers:detail", pk=pk)


@require_POST
@login_required
def delete_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    known_offer(request.user, pk)
    try:
        services.delete_draft(offer_id=pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("offers:detail", pk=pk)
    messages.success(request, gettext("The draft has been deleted."))
    return redirect("offers:mine")


def posted_version(request: HttpRequest) -> int | None:
    """Return the version the person had before them, where the form says it."""
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


def answers_of(offer: Offer) -> dict[str, Any]:
    """Return what the detail and the check page both show of an offer."""
    eligibility = selectors.eligibility_of(offer)
    states = eligibility.states
    return {
        "offer": offer,
        "figures": _figures(offer),
        "facts": _facts(offer),
        "aftercare": _aftercare(offer),
        "eligibility": eligibility,
        "eligible_states": [name for code, name in country_choices() if code in states],
    }


def _figures(offer: Offer) -> list[dict[str, Any]]:
    """Return the three figures: offered, committed, remaining."""
    known = selectors.capacity_figures(offer)
    return [
        _figure(_("Offered"), known.offered),
        _figure(_("Committed"), known.committed),
        _figure(_("Remaining"), known.remaining),
    ]


def _figure(label: str | Promise, figure: selectors.Figure) -> dict[str, Any]:
    """Put the sum in front where it is known, the first quantity otherwise."""
    said: list[Any] = [figure.money] if figure.money else []
    value, *others = [*said, *figure.quantities] or [_("not stated")]
    return {"label": label, "value": value, "note": " · ".join(map(_isolated, others))}


def _facts(offer: Offer) -> list[Fact]:
    return [
        (_("Offered by"), offer.organisation),
        (_("Channel"), offer.get_channel_display()),
        (_("Delivery can start"), _window(offer)),
        (_("Languages of delivery"), _listed(map(_language, offer.delivery_languages))),
        (_("Themes"), _listed(offer.themes.all())),
        (_("Written in"), _language(offer.language)),
    ]


def _isolated(words: str) -> str:
    """Keep a number beside its unit, whatever the direction of the words around them."""
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


def _aftercare(offer: Offer) -> list[Fact]:
    """Return what comes with equipment; nothing where no goods are offered and nothing is said."""
    said: list[Fact] = [
        (_("Training with the equipment"), offer.aftercare_training),
        (_("Maintenance"), offer.aftercare_maintenance),
        (_("Spare parts and consumables"), offer.aftercare_spare_parts),
    ]
    has_goods = any(line.kind.needs_upkeep for line in offer.lines.all())
    return said if has_goods or any(words for _label, words in said) else []


def _window(offer: Offer) -> str:
    start, end = (day and date_format(day) for day in (offer.opens_on, offer.closes_on))
    if start and end:
        return gettext("%(start)s to %(end)s") % {"start": start, "end": end}
    if end:
        return gettext("until %(end)s") % {"end": end}
    return gettext("from %(start)s") % {"start": start} if start else ""


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(str(value) for value in values)


def _language(code: str) -> str:
    return str(dict(WorkingLanguage.choices).get(code, code))
