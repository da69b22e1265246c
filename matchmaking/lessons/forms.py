"""What people type about lessons, and how strongly the mean counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.lessons.choices import Audience, Circumstance, LessonKind
from matchmaking.lessons.models import LONGEST_PART, MOST_STRENGTH, Lesson
from matchmaking.lessons.services.writing import LINKS, linked
from matchmaking.vocabulary.fields import WRITTEN_IN, CodesField, TickGroups, readers_language
from matchmaking.vocabulary.selectors import (
    country_choices,
    kind_choices,
    region_choices,
    theme_choices,
)

PLAIN = (
    "title",
    "kind",
    "happened",
    "reason",
    "advice",
    "language",
    "audiences",
    "circumstances",
    "context",
)


def _part(label: Any, help_text: Any = "") -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(label=label, max_length=LONGEST_PART, widget=box, help_text=help_text)


class LessonForm(forms.Form):
    """Everything a lesson says. Nothing in it may name what its source keeps back."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("The lesson in one sentence, so that it can be used without reading on."),
    )
    kind = forms.ChoiceField(
        label=_("What it tells"), choices=LessonKind.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)
    happened = _part(
        _("What happened"),
        _("Everybody will read this: write nothing that the parties keep confidential."),
    )
    reason = _part(_("Why"))
    advice = _part(_("What to do next time"))
    audiences = forms.MultipleChoiceField(
        label=_("For whom it matters"),
        choices=Audience.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nothing ticked: for everybody."),
    )
    themes = CodesField("theme", theme_choices, label=_("Themes"), widget=TickGroups)
    kinds = CodesField("kind", kind_choices, label=_("Kinds of assistance"), widget=TickGroups)
    countries = CodesField(
        "country",
        country_choices,
        label=_("States"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Where it was learnt, as far as that may be named."),
    )
    regions = CodesField(
        "region",
        region_choices,
        label=_("Regions"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    circumstances = forms.MultipleChoiceField(
        label=_("Circumstances"),
        choices=Circumstance.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    context = forms.CharField(label=_("Circumstances in words"), max_length=500, required=False)

    def __init__(self, data: Any = None, *, lesson: Lesson | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        if lesson is None:
            self.initial.setdefault("language", readers_language())
            return
        self.initial = {name: getattr(lesson, name) for name in PLAIN} | linked(lesson)
        for name in LINKS:
            self.fields[name].keep(self.initial[name])  # type: ignore[attr-defined]


class StrengthForm(forms.Form):
    """How many average projects are added to each track record, and why so many."""

    projects = forms.DecimalField(
        label=_("Average projects added to each track record"),
        min_value=0,
        max_value=MOST_STRENGTH,
        decimal_places=1,
    )
    note = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
