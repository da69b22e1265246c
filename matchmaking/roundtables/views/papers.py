"""The papers of a round table, each made for one reader: PDF, Word, or a page to print."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.acting import acting_organisation
from accounts.http import SignedInRequest
from accounts.selectors import Person
from matchmaking.roundtables import policies, selectors
from matchmaking.roundtables.forms import PaperForm
from matchmaking.roundtables.models import Participant, RoundTable
from matchmaking.roundtables.papers.dossier import Maker
from matchmaking.roundtables.papers.invitation import invitation_to, secretariat_head
from matchmaking.roundtables.papers.pdf import make_pdf
from matchmaking.roundtables.papers.readers import Reader, everyone, member_of
from matchmaking.roundtables.papers.readings import log_paper
from matchmaking.roundtables.papers.word import make_docx
from matchmaking.roundtables.views.access import back, known
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.writing.notes import pdf, word
from matchmaking.writing.notes.views import DOCX

PUBLIC, OWN = "public", "own"
PAPERS, FORMS = ("dossier", "agenda"), ("pdf", "docx", "page")
Choices = list[tuple[str, str]]


def readers_for(user: Person, table: RoundTable) -> Choices:
    """Return for whom `user` may have papers made: the secretariat for everybody at the table."""
    invited = selectors.participants_of(table)
    if not policies.sees_preparation(user):
        invited = selectors.my_invitations(user, table)
    places = {str(one.organisation_id): str(one.organisation) for one in invited}
    public = (PUBLIC, _("everyone: the public version"))
    if policies.sees_preparation(user):
        return [(OWN, _("the secretariat: a working copy")), public, *places.items()]
    return [*places.items(), public]


@login_required
@never_cache
def paper(request: SignedInRequest, pk: int, name: str, form: str) -> HttpResponse:
    """Send the dossier or the agenda, holding what its reader may read."""
    table = known(request, pk)
    asked = PaperForm.of(request.GET, readers=readers_for(request.user, table))
    if not asked.is_valid() or name not in PAPERS or form not in FORMS:
        raise Http404
    reader = _reader(request, table, asked.cleaned_data["reader"])
    maker = Maker(table, reader, asked.cleaned_data["language"], str(secretariat_head()))
    made = maker.dossier() if name == "dossier" else maker.programme()
    if name == "dossier":
        log_paper(maker.needs, user=request.user, organisation=acting_organisation(request))
    file = f"{name}-{table.pk}-{maker.language}"
    if form == "docx":
        return _file(make_docx(made), DOCX, f"{file}.docx")
    if form == "pdf" and pdf.weasyprint():
        return _file(make_pdf(made), "application/pdf", f"{file}.pdf")
    if form == "pdf":
        return _without_pdf(request, pk)
    return render(request, "roundtables/paper_page.html", {"paper": made, "table": table})


@login_required
@never_cache
def invitation(request: SignedInRequest, pk: int, form: str, language: str) -> HttpResponse:
    """Send the letter of invitation to one participant."""
    rows = Participant.objects.select_related("round_table", "organisation", "person")
    participant = get_object_or_404(rows, pk=pk)
    table = known(request, participant.round_table_id)
    mine = [one.pk for one in selectors.my_invitations(request.user, table)]
    if pk not in mine and not policies.sees_preparation(request.user):
        raise Http404
    if form not in ("docx", "pdf") or language not in UN_LANGUAGES:
        raise Http404
    letter = invitation_to(participant, language)
    file = f"invitation-{table.pk}-{pk}-{language}"
    if form == "docx":
        return _file(word.make_docx(letter), DOCX, f"{file}.docx")
    if pdf.weasyprint() is None:
        return _without_pdf(request, table.pk)
    return _file(pdf.make_pdf(letter), "application/pdf", f"{file}.pdf")


def _reader(request: SignedInRequest, table: RoundTable, chosen: str) -> Reader:
    if chosen == PUBLIC:
        return everyone()
    if chosen == OWN:
        return Reader(request.user)
    places = {
        str(one.organisation_id): one.organisation for one in selectors.participants_of(table)
    }
    return member_of(places[chosen])


def _without_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    messages.error(request, _("This machine cannot make PDF: print the page, or take Word."))
    return back(pk)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
