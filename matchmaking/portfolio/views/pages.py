"""Heat map, world map, gaps and redundancies."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import SignedInRequest
from matchmaking.portfolio import selectors
from matchmaking.portfolio.choices import Measure
from matchmaking.portfolio.pages import HeatMap, WorldMap
from matchmaking.portfolio.sentences import gap_sentence, overlap_sentence, surplus_sentence
from matchmaking.portfolio.views.asking import Question

# So many findings of a kind are shown; the file holds all of them.
MOST_SHOWN = 20


@login_required
def heat(request: SignedInRequest) -> HttpResponse:
    """Show themes by regions, as a table with shaded cells."""
    question = Question(request)
    context = question.context("heat") | {
        "heat": HeatMap(question.portfolio, request.GET),
        "formats": question.formats("heat"),
    }
    return render(request, "portfolio/heat.html", context)


@login_required
def world(request: SignedInRequest) -> HttpResponse:
    """Show States on a map, with the same figures as a table."""
    question = Question(request)
    context = question.context("map") | {
        "world": WorldMap(question.portfolio, request.GET),
        "measures": Measure.choices,
        "formats": question.formats("map"),
    }
    return render(request, "portfolio/map.html", context)


@login_required
def gaps(request: SignedInRequest) -> HttpResponse:
    """Show what is asked and not offered, and what is offered more than once."""
    question = Question(request, only_open=True)
    gaps = selectors.gaps(question.portfolio)
    surpluses = selectors.surpluses(question.portfolio)
    overlaps = selectors.overlaps(question.portfolio)
    behind = question.behind
    context = question.context("gaps") | {
        "gaps": [(gap_sentence(x), behind("requests", gap=x.key)) for x in gaps[:MOST_SHOWN]],
        "surpluses": [
            (surplus_sentence(x), behind("offers", surplus=x.key)) for x in surpluses[:MOST_SHOWN]
        ],
        "overlaps": [
            (overlap_sentence(x), behind("offers", overlap=x.key)) for x in overlaps[:MOST_SHOWN]
        ],
        "counts": {"gaps": len(gaps), "surpluses": len(surpluses), "overlaps": len(overlaps)},
        "gap_formats": question.formats("gaps"),
        "surplus_formats": question.formats("surpluses"),
        "overlap_formats": question.formats("overlaps"),
    }
    return render(request, "portfolio/gaps.html", context)
