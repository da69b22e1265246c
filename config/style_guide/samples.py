"""Invented records for the style guide, in English and in Arabic. No database is asked."""

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict
from plotly import graph_objects

import search
from accounts.models import User
from config.forms import DateInput, LongText, NumberText
from search.filters import BoundFilter, FacetFilter, SearchFilterSet
from search.listing import Listing

WORDS = Path(__file__).parent / "words"
NOW = datetime(2026, 11, 23, 10, 31, tzinfo=UTC)
Words = dict[str, Any]


@cache
def words_in(language: str) -> Words:
    """Return the sample words in `language`; English where there are none."""
    file = WORDS / f"{language}.json"
    known = file if file.exists() else WORDS / "en.json"
    return {"language": known.stem, **json.loads(known.read_text(encoding="utf-8"))}


# --- A searched list ----------------------------------------------------------------------------
class SampleListing(Listing):
    """The real listing over an answer that no engine gave."""

    def __init__(self, request: HttpRequest, filterset: SearchFilterSet, words: Words) -> None:
        super().__init__(request, filterset)
        self.found = search.Results(
            total=72,
            corrected=words["corrected"],
            page=self._wanted_page,
            facets={
                name: [(value, count) for value, (_label, count) in values.items()]
                for name, (_title, values) in words["facets"].items()
            },
        )


def listing(request: HttpRequest, words: Words) -> SampleListing:
    """Return a list that was asked for what the address says, or for a sample question."""
    asked = request.GET or sample_question(words)
    filterset = _filters(words)(asked, User.objects.none(), visible_to=frozenset())
    results = SampleListing(request, filterset, words)
    results.params = asked.copy()
    return results


def sample_question(words: Words) -> QueryDict:
    """Return the question of the sample: a mistyped word, and some filters."""
    question = QueryDict(mutable=True)
    question["q"] = words["typed"]
    for name, values in words["chosen"].items():
        question.setlist(name, values)
    return question


def _filters(words: Words) -> type[SearchFilterSet]:
    filters: dict[str, Any] = {
        name: FacetFilter(title, _labels(values))
        for name, (title, values) in words["facets"].items()
    }
    labels = words["ranges"]
    filters["budget_from"] = BoundFilter(labels["budget_from"], "budget", is_upper=False)
    filters["ends_before"] = BoundFilter(
        labels["ends_before"], "ends", is_upper=True, field_class=forms.DateField, widget=DateInput
    )
    return type("SampleFilters", (SearchFilterSet,), {"sorts": words["sorts"], **filters})


def _labels(values: dict[str, Any]) -> Any:
    return lambda wanted: {value: values[value][0] for value in wanted if value in values}


# --- A form with mistakes -----------------------------------------------------------------------
class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField()
    email = forms.EmailField()
    description = forms.CharField(widget=LongText(rows=4), required=False)
    kind = forms.ChoiceField()
    starts_on = forms.DateField(widget=DateInput, required=False)
    budget = forms.IntegerField(min_value=0, widget=NumberText, required=False)
    priority = forms.ChoiceField(widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    report = forms.FileField(required=False)
    agree = forms.BooleanField()

    def __init__(self, words: Words) -> None:
        super().__init__(words["values"], auto_id="sample_%s")
        for name, label in words["labels"].items():
            self.fields[name].label = label
            self.fields[name].help_text = words["help"].get(name, "")
        for name, choices in words["choices"].items():
            cast(forms.ChoiceField, self.fields[name]).choices = choices


class SampleLine(forms.Form):
    """A row of the sample's lines."""

    kind = forms.CharField()
    quantity = forms.IntegerField(widget=NumberText)
    unit = forms.CharField(required=False)


def lines(words: Words) -> forms.BaseFormSet:
    """Return rows that were sent, one of them with a mistake."""
    sent = {"lines-TOTAL_FORMS": len(words["line_values"]), "lines-INITIAL_FORMS": 0}
    for n, row in enumerate(words["line_values"]):
        for name, value in zip(words["line_labels"], row, strict=True):
            sent[f"lines-{n}-{name}"] = value
    line_form = type("Line", (SampleLine,), {"__init__": _labelled(words["line_labels"])})
    factory: Any = forms.formset_factory(line_form, can_delete=True, max_num=8)
    return cast(forms.BaseFormSet, factory(sent, prefix="lines"))


def _labelled(labels: dict[str, str]) -> Any:
    def init(self: forms.Form, *args: Any, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        for name, label in labels.items():
            self.fields[name].label = label

    return init


# --- A record in detail -------------------------------------------------------------------------
def record(words: Words) -> dict[str, Any]:
    """Return a request with its figures, facts, moves and history."""
    names = ("name", "label", "needs_reason", "is_danger")
    return {
        **words,
        "figures": [_named(("label", "value", "note"), row) for row in words["figures"]],
        "moves": [SimpleNamespace(**_named(names, row)) for row in words["moves"]],
        "history": [_entry(n, *row) for n, row in enumerate(words["history"])],
        "source": {"label": words["source"], "url": "#detail"},
        "row": SimpleNamespace(pk=1, version=3),
    }


def _named(names: tuple[str, ...], row: list[Any]) -> dict[str, Any]:
    return dict(zip(names, row, strict=True))


def _entry(place: int, who: str, verb: str, reason: str, changes: dict[str, Any]) -> Any:
    at = NOW - timedelta(days=3 * place, hours=place)
    return SimpleNamespace(at=at, who=who, verb=verb, reason=reason, changes=changes)


# --- Charts -------------------------------------------------------------------------------------
def charts(words: Words) -> list[dict[str, Any]]:
    """Return a chart of bars and one of lines, each with its table."""
    drawn = (_bars(words["themes"]), _lines(words["years"]))
    tables = (words["themes"], words["years"])
    return [
        {"figure": figure, "table": {"head": table[0], "rows": table[1:]}, "caption": caption}
        for figure, table, caption in zip(drawn, tables, words["captions"], strict=True)
    ]


def _bars(table: list[list[Any]]) -> graph_objects.Figure:
    rows = list(reversed(table[1:]))
    bars = graph_objects.Bar(x=[r[1] for r in rows], y=[r[0] for r in rows], orientation="h")
    return graph_objects.Figure(bars)


def _lines(table: list[list[Any]]) -> graph_objects.Figure:
    head, *rows = table
    years = [r[0] for r in rows]
    traces = [
        graph_objects.Scatter(x=years, y=[r[n] for r in rows], name=head[n], mode="lines+markers")
        for n in (1, 2)
    ]
    layout = {"legend": {"orientation": "h", "y": 1.15}, "xaxis": {"type": "category"}}
    return graph_objects.Figure(traces, layout=layout)
