"""Letters: made for the addressee, signed on paper, and recorded when they come back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.http import SignedInRequest
from accounts.policies import is_broker
from matchmaking.introductions import policies, services
from matchmaking.introductions.choices import LetterKind, Side
from matchmaking.introductions.forms import PaperForm, ScanForm
from matchmaking.introductions.letters import Post, letter_of, posts_for
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.views.access import known, tried
from matchmaking.introductions.views.proposing import pair_to_propose
from matchmaking.writing.notes import pdf
from matchmaking.writing.notes.letter import Order
from matchmaking.writing.notes.word import make_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
def letter(request: SignedInRequest, pk: int, kind: str, side: str) -> HttpResponse:
    """Make a letter, or record the signed one and thereby make its move."""
    post = _post(request, pk, kind, side)
    paper_url = reverse("introductions:letter_paper", args=[pk, kind, side, "docx"])
    return _page(request, post, paper_url)


@login_required
@never_cache
def letter_paper(
    request: SignedInRequest, pk: int, kind: str, side: str, form: str
) -> HttpResponse:
    """Send a letter as Word or PDF, or show it as a page to print."""
    return _paper(request, _post(request, pk, kind, side), form)


@login_required
def interest(request: SignedInRequest, need_pk: int, offer_pk: int, side: str) -> HttpResponse:
    """Make an expression of interest on paper, or record the signed one."""
    post = _interest(request, need_pk, offer_pk, side)
    paper_url = reverse("introductions:interest_paper", args=[need_pk, offer_pk, side, "docx"])
    return _page(request, post, paper_url)


@login_required
@never_cache
def interest_paper(
    request: SignedInRequest, need_pk: int, offer_pk: int, side: str, form: str
) -> HttpResponse:
    """Send an expression of interest as Word or PDF, or show it as a page to print."""
    return _paper(request, _interest(request, need_pk, offer_pk, side), form)


def _post(request: SignedInRequest, pk: int, kind: str, side: str) -> Post:
    """Return a letter that the person may write now; what cannot be written is not found."""
    introduction = known(request, pk)
    if not policies.writes_letters(request.user, introduction):
        raise PermissionDenied
    for post in posts_for(request.user, introduction):
        if (post.kind, post.side) == (kind, side):
            return post
    raise Http404


def _interest(request: SignedInRequest, need_pk: int, offer_pk: int, side: str) -> Post:
    need, offer = pair_to_propose(request, need_pk, offer_pk)
    own = policies.decided_sides(request.user, need, offer)
    allowed = list(Side) if is_broker(request.user) and not own else own
    if side not in allowed:
        raise Http404
    return Post(LetterKind.INTEREST, side, need, offer)


def _page(request: SignedInRequest, post: Post, paper_url: str) -> HttpResponse:
    scan = ScanForm(request.POST or None, request.FILES or None, purpose=post.purpose)
    if request.method == "POST" and scan.is_valid():
        recorded: list[Introduction] = []
        if tried(scan, lambda: recorded.append(_record(request, post, scan.cleaned_data))):
            messages.success(request, _("Recorded. The letter stands in the history."))
            return redirect("introductions:detail", recorded[0].pk)
    context = {
        "post": post,
        "form": PaperForm(language=post.language),
        "scan_form": scan,
        "paper_url": paper_url,
        "pdf_url": paper_url.replace("/docx/", "/pdf/"),
        "page_url": paper_url.replace("/docx/", "/page/"),
        "has_pdf": pdf.weasyprint() is not None,
    }
    return render(request, "introductions/letter.html", context)


def _record(request: SignedInRequest, post: Post, said: dict[str, Any]) -> Introduction:
    paper = services.Paper(
        file=said["file"],
        reference=said["reference"],
        signed_on=said["signed_on"],
        side=post.paper_side,
    )
    if post.introduction is None:
        return services.propose_introduction(
            need_id=post.need.pk, offer_id=post.offer.pk, actor=request.user, paper=paper
        )
    common: dict[str, Any] = {
        "introduction_id": post.introduction.pk,
        "actor": request.user,
        "paper": paper,
    }
    if post.purpose:
        common |= {"reason_code": said["reason"].pk, "words": said["words"]}
    return _MOVES[post.kind](**common)


_MOVES: dict[str, Any] = {
    LetterKind.ACCEPTANCE: services.accept_introduction,
    LetterKind.REFUSAL: services.decline_introduction,
    LetterKind.INTRODUCTION: services.introduce_parties,
    LetterKind.END: services.end_introduction,
}


def _paper(request: SignedInRequest, post: Post, form: str) -> HttpResponse:
    asked = PaperForm(request.GET, language=post.language)
    if not asked.is_valid():
        return redirect(request.path.removesuffix(f"{form}/"))
    said = dict(asked.cleaned_data)
    language = said.pop("language") or post.language
    made = letter_of(post, Order(**said), language)
    name = f"letter-{post.kind}-{post.introduction.pk if post.introduction else post.need.pk}"
    if form == "docx":
        return _file(make_docx(made), DOCX, f"{name}.docx")
    if form == "pdf" and pdf.weasyprint():
        return _file(pdf.make_pdf(made), "application/pdf", f"{name}.pdf")
    if form == "pdf":
        messages.error(request, _("This machine cannot make PDF: print the page, or take Word."))
        return redirect(request.path.removesuffix("pdf/"))
    return render(request, "introductions/letter_page.html", {"letter": made, "post": post})


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
