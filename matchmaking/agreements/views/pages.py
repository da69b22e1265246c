"""The page of an agreement, and the agreement on paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.http import SignedInRequest
from matchmaking.agreements import panels, policies, selectors
from matchmaking.agreements.choices import EDITABLE, AgreementStatus, AmendmentStatus
from matchmaking.agreements.models import Agreement, Amendment, Delivery
from matchmaking.agreements.papers import letter_of
from matchmaking.agreements.selectors import LineView
from matchmaking.agreements.terms import Change
from matchmaking.agreements.views.access import known
from matchmaking.agreements.workflow import AGREEMENT_WORKFLOW, AMENDMENT_WORKFLOW
from matchmaking.documents.views import download
from matchmaking.introductions.choices import Side
from matchmaking.writing.notes import pdf
from matchmaking.writing.notes.word import make_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show an agreement to its two sides and the secretariat."""
    agreement = known(request, pk)
    lines = selectors.line_views(agreement)
    context = {
        "agreement": agreement,
        "lines": lines,
        "facts": _facts(agreement),
        "rest": _rest(agreement, lines),
        "signatures": agreement.signatures.all(),
        "amendments": [_amendment(request, agreement, row) for row in agreement.amendments.all()],
        "history": selectors.history_of(agreement),
        "panels": panels.shown(request, agreement),
        **_acts(request, agreement, lines),
    }
    return render(request, "agreements/detail.html", context)


@login_required
@never_cache
def paper(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """Send the agreement as Word or PDF, or show it as a page to print and to sign."""
    agreement = known(request, pk)
    letter = letter_of(agreement, selectors.line_views(agreement))
    name = f"agreement-{agreement.pk}"
    if form == "docx":
        return _file(make_docx(letter), DOCX, f"{name}.docx")
    if form == "pdf" and pdf.weasyprint():
        return _file(pdf.make_pdf(letter), "application/pdf", f"{name}.pdf")
    if form == "pdf":
        messages.error(request, _("This machine cannot make PDF: print the page, or take Word."))
        return redirect("agreements:detail", pk)
    if form != "page":
        raise Http404
    return render(request, "agreements/paper.html", {"letter": letter, "agreement": agreement})


@login_required
def evidence(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send the document that came with a statement of delivery."""
    rows = Delivery.objects.filter(line__agreement=known(request, pk)).exclude(evidence=None)
    delivery = get_object_or_404(rows.select_related("evidence"), pk=number)
    if delivery.evidence is None:
        raise Http404
    return download(delivery.evidence)


@login_required
def scan(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send the scan of a signed letter."""
    rows = known(request, pk).signatures.exclude(scan=None).select_related("scan")
    signature = get_object_or_404(rows, pk=number)
    if signature.scan is None:
        raise Http404
    return download(signature.scan)


def _acts(request: SignedInRequest, agreement: Agreement, lines: list[LineView]) -> dict[str, Any]:
    """Say what the person may do now: the page never offers what a service would refuse."""
    user = request.user
    available = {move.name for move in AGREEMENT_WORKFLOW.available(agreement, actor=user)}
    signs = available & {"sign_first", "sign_last"} and policies.signs_last(user, agreement)
    has_open = any(row.status == AmendmentStatus.PROPOSED for row in agreement.amendments.all())
    return {
        "may_edit": agreement.status in EDITABLE and policies.writes(user, agreement),
        "may_sign": bool(signs and lines),
        "is_last": agreement.status == AgreementStatus.PROPOSED,
        "may_record": bool(available & {"sign_first", "sign_last"} and lines),
        "may_end": "end_agreement" in available,
        "may_amend": policies.may_amend(user, agreement) and not has_open,
        "may_confirm": policies.confirms_delivery(user, agreement),
        "may_agree": policies.confirms_delivery(user, agreement)
        and any(_other_said(user, agreement, view) for view in lines),
    }


def _other_said(user: Any, agreement: Agreement, view: LineView) -> bool:
    """Say whether the other side says something that one's own has not said too."""
    own = policies.signs_for(user, agreement)
    others = [view.said[side] for side in Side if side not in own and side in view.said]
    mine = [view.said[side] for side in own if side in view.said]
    figures = [(one.quantity, one.amount_minor) for one in mine]
    return any((one.quantity, one.amount_minor) not in figures for one in others)


def _facts(agreement: Agreement) -> list[tuple[Any, Any]]:
    facts = [
        (_("State"), agreement.need.country),
        (_("Offered by"), agreement.offer.organisation),
        (_("Signed by both sides"), agreement.signed_at and agreement.signed_at.date()),
        (_("Fulfilled"), agreement.fulfilled_at and agreement.fulfilled_at.date()),
        (_("Ended"), agreement.ended_at and agreement.ended_at.date()),
        (_("Reason"), agreement.reason),
        (_("Reason in words"), agreement.reason_words),
    ]
    return [(label, value) for label, value in facts if value]


def _rest(agreement: Agreement, lines: list[LineView]) -> list[dict[str, Any]]:
    """Return, for the parts this agreement is about, the figures of both records as they stand."""
    need = selectors.figures_of_need(agreement.introduction.need_id)
    offer = selectors.figures_of_offer(agreement.introduction.offer_id)
    asked = {view.line.need_line_id for view in lines}
    given = {view.line.offer_line_id for view in lines}
    return [
        *({"line": line, "is_need": True} for line in need.lines if line.line_id in asked),
        *({"line": line, "is_need": False} for line in offer.lines if line.line_id in given),
    ]


def _amendment(
    request: SignedInRequest, agreement: Agreement, amendment: Amendment
) -> dict[str, Any]:
    amendment.agreement = agreement
    return {
        "amendment": amendment,
        "changes": [Change(**row) for row in amendment.changes],
        "moves": AMENDMENT_WORKFLOW.available(amendment, actor=request.user),
    }


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
