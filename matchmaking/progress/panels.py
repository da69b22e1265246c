"""What progress shows on the page of an undertaking: its lights, its story, its timeline."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi

from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import latest_values
from matchmaking.progress import charts, selectors
from matchmaking.progress.lights import worst
from matchmaking.progress.selectors.stories import StoryPart, known_needs


def lights(request: HttpRequest, undertaking: Undertaking) -> str:
    """Show the traffic lights, each with its rule and the facts behind it."""
    found = selectors.lights_of([undertaking.pk])[undertaking.pk]
    context = {"lights": found, "worst": worst(found)}
    return render_to_string("progress/_lights.html", context, request)


def story(request: HttpRequest, undertaking: Undertaking) -> str:
    """Tell what was asked, promised, paid, delivered and measured, with charts."""
    parts = selectors.story_of(request.user, undertaking)
    context = {
        "parts": parts,
        "passages": [
            need for need in known_needs(request.user, undertaking) if need.reported_quote
        ],
        "undertaking": undertaking,
        **_money(undertaking, parts),
        **_indicators(undertaking),
    }
    return render_to_string("progress/_story.html", context, request)


def chronicle(request: HttpRequest, undertaking: Undertaking) -> str:
    """Show the timeline: what lies ahead, and what has happened."""
    found = selectors.chronicle_of(request.user, undertaking)
    context = {"past": found.past[::-1], "ahead": found.ahead}
    return render_to_string("progress/_chronicle.html", context, request)


def _money(undertaking: Undertaking, parts: list[StoryPart]) -> dict[str, object]:
    """Return the chart of money; an agreement has no budget to draw."""
    if undertaking.project is None:
        return {}
    lines = next(part.lines for part in parts if part.code == "paid")
    whole = str(undertaking.project.amount)
    figure = charts.money(lines, whole, is_rtl=get_language_bidi())
    return {"money": figure, "money_table": charts.money_table(lines)}


def _indicators(undertaking: Undertaking) -> dict[str, object]:
    rows = charts.drawable(latest_values([undertaking.pk])[undertaking.pk])
    if not rows:
        return {}
    figure = charts.indicators(rows, is_rtl=get_language_bidi())
    return {"indicators": figure, "indicators_table": charts.indicators_table(rows)}
