"""The dashboard, the map, the flow, and what each figure means: the same for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from files.paging import address
from matchmaking.insights.charts import flow_chart, flow_table, steps_chart, steps_table
from matchmaking.insights.choices import MAIN, Measure
from matchmaking.insights.definitions import DEFINITIONS
from matchmaking.insights.pages import WorldMap
from matchmaking.insights.selectors import scored, steps
from matchmaking.insights.views.asking import Question


def dashboard(request: HttpRequest) -> HttpResponse:
    """Show what is asked, offered, agreed, funded, delivered and unmet, by everything."""
    question = Question(request)
    sheet = question.sheet()
    context = question.context("dashboard") | {
        "sheet": sheet,
        "tables": sheet.grouped("theme", "kind", "region", "year"),
        "formats": question.formats("figures"),
    }
    return render(request, "insights/dashboard.html", context)


def world(request: HttpRequest) -> HttpResponse:
    """Show one figure on a map, and all of them by State."""
    question = Question(request)
    shown = request.GET.get("measure", "")
    measure = Measure(shown) if shown in MAIN else Measure.ASKED
    said = dict(request.GET.lists())
    choices = [
        (one.label, address(request.path, said | {"measure": [one.value]}), one == measure)
        for one in MAIN
    ]
    context = question.context("map") | {
        "world": WorldMap(question.sheet(), measure),
        "measure": measure,
        "measure_name": measure.label,
        "measures": [(one.value, one.label) for one in MAIN],
        "choices": choices,
        "formats": question.formats("states"),
    }
    return render(request, "insights/map.html", context)


def flow(request: HttpRequest) -> HttpResponse:
    """Show how far requests have got, and how long each step takes."""
    question = Question(request)
    found, lasted, is_rtl = question.figures, steps(question.asked), get_language_bidi()
    context = question.context("flow") | {
        "flow": flow_chart(found, is_rtl=is_rtl) if found.flow else None,
        "flow_table": flow_table(found, question.addresses),
        "steps": steps_chart(lasted, is_rtl=is_rtl),
        "steps_table": steps_table(lasted, question.addresses),
        "scores": scored(question.asked),
        "formats": [
            *question.formats("flow"),
            *((_in_words(name), url) for name, url in question.formats("steps")),
        ],
    }
    return render(request, "insights/flow.html", context)


def definitions(request: HttpRequest) -> HttpResponse:
    """Say what each figure counts."""
    question = Question(request)
    context = question.context("definitions") | {"definitions": DEFINITIONS.values()}
    return render(request, "insights/definitions.html", context)


def _in_words(name: str) -> str:
    return _("%(format)s: time at each stage") % {"format": name}
