"""The dashboard, the map, the flow, and what each figure means: the same for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi

from files.paging import address
from matchmaking.insights.charts import flow_chart, flow_table, steps_chart, steps_table
from matchmaking.insights.choices import MAIN, Measure
from matchmaking.insights.definitions import DEFINITIONS
from matchmaking.insights.pages import WorldMap
from matchmaking.insights.selectors import steps
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
    found, lasted = question.figures, steps(question.asked)
    context = question.context("flow") | {
        "flow": flow_chart(found, is_rtl=get_language_bidi()) if found.flow else None,
        "flow_table": flow_table(found, question.addresses),
        "steps": steps_chart(lasted),
        "steps_table": steps_table(lasted, question.addresses),
        "formats": question.formats("flow"),
    }
    return render(request, "insights/flow.html", context)


def definitions(request: HttpRequest) -> HttpResponse:
    """Say what each figure counts."""
    question = Question(request)
    context = question.context("definitions") | {"definitions": DEFINITIONS.values()}
    return render(request, "insights/definitions.html", context)
