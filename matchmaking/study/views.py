"""The pages of the study: the list, asking for one, reading it, taking it along."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django_htmx.http import HttpResponseClientRedirect

from accounts.http import SignedInRequest
from files.background import in_background
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.errors import DomainError
from matchmaking.roundtables.papers.pdf import make_pdf
from matchmaking.roundtables.papers.word import make_docx
from matchmaking.study import policies, selectors, services, tasks
from matchmaking.study.chapters import chapters
from matchmaking.study.charts import drawn
from matchmaking.study.choices import UNDER_WAY, StudyStatus
from matchmaking.study.filters import COLUMNS, StudyFilterSet
from matchmaking.study.forms import PeriodForm
from matchmaking.study.models import Study
from matchmaking.study.papers import paper_of
from matchmaking.study.workbook import make_workbook
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.writing.notes import pdf
from matchmaking.writing.notes.views import DOCX

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def study_list(request: HttpRequest) -> HttpResponse:
    """Show the studies that were made."""
    rows = StudyFilterSet(request.GET, queryset=selectors.studies_for_listing(request.user))
    results = RowListing(request, rows)
    may_ask = policies.asks_for_studies(request.user)
    context = {
        "results": results,
        "filterset": rows,
        "rows": list(results.rows),
        "may_ask": may_ask,
        "formats": [
            (name.upper(), results.export_url(reverse("study:export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "study/list.html", context)


def list_export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = StudyFilterSet(request.GET, queryset=selectors.studies_for_listing(request.user))
    return FORMATS[format_name](rows.qs.iterator(chunk_size=500), COLUMNS, "studies")


@login_required
def ask(request: SignedInRequest) -> HttpResponse:
    """Take the period, and begin to make the study of it."""
    if not policies.asks_for_studies(request.user):
        raise PermissionDenied
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            study, is_new = services.ask_for_study(actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            if is_new:
                in_background(tasks.make_study, study.pk)
            return redirect("study:detail", study.pk)
    return render(request, "study/ask.html", {"form": form})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a study, or how far the making of it is."""
    study = _known(request, pk)
    context: dict[str, object] = {"study": study, "is_lost": _is_lost(study)}
    if study.status == StudyStatus.READY:
        found = drawn(chapters(study.contents), is_rtl=get_language_bidi())
        context |= {"chapters": found, "has_pdf": pdf.weasyprint() is not None}
    return render(request, "study/detail.html", context)


def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the page that waits how far it is; send it on when it is over."""
    study = _known(request, pk)
    if study.status in UNDER_WAY and not _is_lost(study):
        return render(request, "study/_progress.html", {"study": study})
    return HttpResponseClientRedirect(reverse("study:detail", args=[pk]))


def paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send a study as Word, PDF or workbook, in the language of the page or the one asked for."""
    study = _known(request, pk)
    if study.status != StudyStatus.READY:
        raise Http404
    name = f"study-{study.since}-{study.until}"
    if form == "xlsx":
        return _file(make_workbook(chapters(study.contents)), XLSX, f"{name}.xlsx")
    made = paper_of(study, _language(request))
    if form == "docx":
        return _file(make_docx(made), DOCX, f"{name}.docx")
    if form == "pdf" and pdf.weasyprint():
        return _file(make_pdf(made), "application/pdf", f"{name}.pdf")
    raise Http404


def _known(request: HttpRequest, pk: int) -> Study:
    return get_object_or_404(Study.objects.visible_to(request.user), pk=pk)


def _is_lost(study: Study) -> bool:
    return study.status in UNDER_WAY and services.is_lost(study)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "") or request.LANGUAGE_CODE.partition("-")[0]
    return asked if asked in UN_LANGUAGES else "en"


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
