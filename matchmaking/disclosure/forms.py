"""Asking for what is kept back, attaching a document, setting levels, agreeing to publish."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.disclosure.choices import Level, Part, level_columns
from matchmaking.writing.forms import RecordForm
from matchmaking.writing.models import Audience

# What an owner may choose; a record is hidden altogether by withdrawing the consent.
AUDIENCES = [(one.value, one.label) for one in (Audience.PUBLIC, Audience.MEMBERS)]


class DisclosedForm(RecordForm):
    """A record's form with who may know of it and who may read its parts."""

    audience = forms.ChoiceField(
        label=_("Who may know of it once it is published"),
        choices=AUDIENCES,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, *, instance: Any) -> None:
        super().__init__(data, instance=instance)
        for name in self._choices:
            self.fields[name].required = False
        if instance.audience == Audience.OWN:
            del self.fields["audience"]

    def clean(self) -> dict[str, Any]:
        """Let what was not asked, as in a row of a sheet, be as it was."""
        said = super().clean()
        for name in self._choices & self.fields.keys() - self.errors.keys():
            said[name] = said.get(name) or self.initial[name]
        return said

    @property
    def _choices(self) -> set[str]:
        return {"audience", *level_columns(self.instance.PARTS)}


class AskForm(forms.Form):
    """For which organisation, for what, and why."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("On behalf of"), empty_label=None
    )
    parts = forms.MultipleChoiceField(
        label=_("What do you ask for?"), widget=forms.CheckboxSelectMultiple
    )
    purpose = forms.CharField(
        label=_("What for?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The owner reads this, and it stays in the history of the record."),
    )

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[Organisation],
        acting: Organisation | None,
        parts: Iterable[Part],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        ids = [one.pk for one in organisations]
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=ids).order_by("name")
        field.initial = acting.pk if acting else ids[0]
        self.fields["parts"].choices = [(part.value, part.label) for part in parts]  # type: ignore[attr-defined]
        self.fields["parts"].initial = [part.value for part in parts]


class DocumentForm(forms.Form):
    """A file for a record."""

    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(label=_("File"))


class DefaultLevelsForm(forms.Form):
    """Who may read each part of a new record."""

    def __init__(self, *args: Any, levels: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in Part:
            self.fields[part.value] = forms.ChoiceField(
                label=part.label, choices=Level.choices, initial=levels[part]
            )


class ConsentForm(forms.Form):
    """To whom a record is shown again."""

    audience = forms.ChoiceField(
        label=_("Who may know of it"), choices=AUDIENCES, widget=forms.RadioSelect
    )
