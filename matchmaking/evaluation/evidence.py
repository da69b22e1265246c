"""What scores can cite: approved values, their papers, filed visits, observations, own papers."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.evaluation.models import Citation, Evaluation
from matchmaking.monitoring.models import Evidence, Value
from matchmaking.observations.choices import SAID
from matchmaking.observations.models import Observation
from matchmaking.progress.models import Visit

KINDS: dict[str, str | Promise] = {
    "value": gettext_lazy("Values of indicators"),
    "evidence": gettext_lazy("Papers that show a value"),
    "visit": gettext_lazy("Field visits"),
    "observation": gettext_lazy("Observations after closure"),
    "document": gettext_lazy("Papers of the evaluators"),
}


class Source(NamedTuple):
    """Something that can be cited: "value:12", and how it reads."""

    kind: str
    pk: int
    words: str
    url: str = ""

    @property
    def key(self) -> str:
        """What a form sends."""
        return f"{self.kind}:{self.pk}"


def citable(evaluation: Evaluation) -> dict[str, Source]:
    """Return all evidence of the undertaking by key: only what was approved, filed or said."""
    return {source.key: source for source in _sources(evaluation)}


def groups(evaluation: Evaluation) -> list[tuple[str | Promise, list[tuple[str, str]]]]:
    """Return the evidence by kind, as the choices of a form."""
    found = list(citable(evaluation).values())
    of = {kind: [(one.key, one.words) for one in found if one.kind == kind] for kind in KINDS}
    return [(KINDS[kind], rows) for kind, rows in of.items() if rows]


def in_words(citation: Citation) -> Source:
    """Return a citation as pages show it; `citation` comes with its source joined."""
    return _source(citation.kind, citation.source)


def _sources(evaluation: Evaluation) -> Iterator[Source]:
    of = evaluation.undertaking_id
    values = Value.objects.approved().filter(indicator__undertaking=of)
    ordered = ("indicator__position", "indicator", "period__number")
    for value in values.select_related("indicator", "period").order_by(*ordered):
        yield _source("value", value)
    papers = Evidence.objects.filter(value__in=values.values("pk"))
    for paper in papers.select_related("value__indicator", "value__period", "attachment"):
        yield _source("evidence", paper)
    for visit in Visit.objects.filed().filter(undertaking=of).order_by("visited_on", "pk"):
        yield _source("visit", visit)
    said = Observation.objects.filter(undertaking=of, status__in=SAID)
    for observation in said.select_related("undertaking").order_by("months"):
        yield _source("observation", observation)
    for document in evaluation.documents.order_by("pk"):
        yield _source("document", document)


def _source(kind: str, row: Model) -> Source:
    if isinstance(row, Value):
        return Source(kind, row.pk, _value(row), reverse("monitoring:value", args=[row.pk]))
    if isinstance(row, Evidence):
        words = f"{row} ({row.value.indicator}, {_period(row.value)})"
        return Source(kind, row.pk, words, reverse("monitoring:value", args=[row.value_id]))
    if isinstance(row, Visit):
        return Source(kind, row.pk, str(row), reverse("progress:visit", args=[row.pk]))
    if isinstance(row, Observation):
        words = _("%(months)s months after the end") % {"months": row.months}
        return Source(kind, row.pk, words, reverse("observations:detail", args=[row.pk]))
    return Source(kind, row.pk, str(row), reverse("evaluation:document", args=[row.pk]))


def _value(row: Value) -> str:
    said = row.words or row.get_answer_display()
    if row.number is not None:
        said = f"{number_format(row.number.normalize())} {row.indicator.unit}".strip()
    checked = _("checked") if row.is_verified else _("self-reported")
    return f"{row.indicator}, {_period(row)}: {said} ({checked})"


def _period(row: Value) -> str:
    return _("period %(number)s") % {"number": row.period.number}
