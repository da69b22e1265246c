"""The pages of the style guide."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from config.style_guide import samples


def index(request: HttpRequest) -> HttpResponse:
    """Show every shared piece once."""
    words = samples.words_in(get_language())
    results = samples.listing(request, words)
    context = {
        "words": words,
        "results": results,
        "filterset": results.filterset,
        "formats": [(name, "#list") for name in words["exports"]],
        "record": samples.record(words["record"]),
        "form": samples.SampleForm(words["form"]),
        "lines": samples.lines(words["form"]),
        "charts": samples.charts(words["chart"]),
    }
    return render(request, "style_guide/index.html", context)


def paper(request: HttpRequest) -> HttpResponse:
    """Show on the screen how a record looks on paper."""
    words = samples.words_in(get_language())
    context = {"words": words, "record": samples.record(words["record"])}
    return render(request, "style_guide/paper.html", context)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the sample's workflow buttons; nothing is kept."""
    return render(request, "409.html", {"message": request.POST.get("reason", "")}, status=409)


@require_POST
def autosave(request: HttpRequest) -> JsonResponse:
    """Answer like a page that keeps drafts; nothing is kept."""
    version = request.POST.get("version", "0")
    return JsonResponse({"version": int(version) + 1 if version.isdecimal() else 1})
