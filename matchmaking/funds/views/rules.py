"""The rules of a fund: each version for everybody to read, the next one written and tried."""

from collections import Counter
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.funds import describing, policies, selectors, services
from matchmaking.funds.eligibility import MET, NOT_MET, UNKNOWN
from matchmaking.funds.forms import NoteForm, TermsEditor
from matchmaking.funds.models import Fund, Rules
from matchmaking.funds.shipped import EXAMPLES, example, examples
from matchmaking.funds.terms import Terms
from matchmaking.funds.views.access import administered_fund, known_fund
from matchmaking.funds.wording import FITS
from matchmaking.needs.models import Need
from matchmaking.vocabulary.choices import UN_LANGUAGES, WorkingLanguage

LANGUAGES = [(code, WorkingLanguage(code).label) for code in UN_LANGUAGES]


class Effect(NamedTuple):
    """How many published requests fit before a change and after it."""

    label: str | Promise
    before: int
    after: int


def rules(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a version of the rules of a fund, and what the one before said differently."""
    fund = known_fund(pk)
    found = get_object_or_404(Rules, fund=fund, number=number)
    before = fund.rules.filter(number=number - 1).first()
    context = {
        "fund": fund,
        "rules": found,
        "groups": describing.groups(found.terms),
        "criteria": describing.criteria(found.terms),
        "differences": describing.differences(before.terms, found.terms) if before else [],
        "versions": fund.rules.select_related("created_by").order_by("-number"),
        "may_administer": policies.administers(request.user, fund),
    }
    return render(request, "funds/rules.html", context)


@login_required
def rules_write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the next version of the rules, and see before what it changes."""
    fund = administered_fund(request, pk)
    active = fund.rules.filter(is_active=True).first()
    language = language_of(request)
    editor = TermsEditor(request.POST or None, _begin_with(request, active), language)
    asks_only = "try" in request.POST or "more" in request.POST
    note = NoteForm(None if asks_only else request.POST or None)
    is_readable = request.method == "POST" and "more" not in request.POST and editor.is_valid()
    if is_readable and note.is_valid() and _published(request, fund, editor, note):
        return redirect("funds:fund", pk=pk)
    context = {
        "fund": fund,
        "active": active,
        "editor": editor,
        "note": note,
        "examples": examples(),
        "languages": LANGUAGES,
        "language": language,
        **(_preview(active, editor) if is_readable and "try" in request.POST else {}),
    }
    return render(request, "funds/rules_write.html", context)


@require_POST
@login_required
def rules_activate(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Put another version of the rules in force."""
    administered_fund(request, pk)
    try:
        services.activate_rules(fund_id=pk, number=number, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("funds:fund", pk=pk)
    messages.success(request, _("This version is in force now. Published calls keep theirs."))
    return redirect("funds:rules", pk=pk, number=number)


def language_of(request: HttpRequest) -> str:
    """Return the language in which titles and anchors are being written; English leads."""
    asked = (request.POST or request.GET).get("words_in", "")
    return asked if asked in UN_LANGUAGES else "en"


def _begin_with(request: HttpRequest, active: Rules | None) -> Terms:
    """Return the rules in force, an example that was chosen, or nothing at all."""
    name = (request.POST or request.GET).get("example", "")
    if name in EXAMPLES:
        return example(name).terms
    return active.terms if active else Terms()


def _published(request: SignedInRequest, fund: Fund, editor: TermsEditor, note: NoteForm) -> bool:
    try:
        services.write_rules(
            fund_id=fund.pk,
            actor=request.user,
            note=note.cleaned_data["note"],
            content=editor.content(),
            is_example=fund.is_example,
        )
    except DomainError as refusal:
        editor.form.add_error(None, str(refusal.message))
        return False
    messages.success(request, _("The new version is in force. Published calls keep theirs."))
    return True


def _preview(active: Rules | None, editor: TermsEditor) -> dict[str, Any]:
    """Return what the version would change: its words, and which requests it could pay for."""
    before, after = active.terms if active else Terms(), Terms.of(editor.content())
    needs = list(Need.objects.published().prefetch_related("themes"))
    counts = [selectors.how_many_fit(terms, needs) for terms in (before, after)]
    return {
        "is_trial": True,
        "differences": describing.differences(before, after),
        "effects": _effects(*counts),
        "requests": len(needs),
    }


def _effects(before: Counter[str], after: Counter[str]) -> list[Effect]:
    order = (MET, UNKNOWN, NOT_MET)
    return [Effect(FITS[verdict], before[verdict], after[verdict]) for verdict in order]
