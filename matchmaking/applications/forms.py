"""The forms in which applications are screened, and conflicts declared and reported."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import Organisation, User
from matchmaking.applications import eligibility
from matchmaking.applications.choices import Ground, Verdict
from matchmaking.applications.services import Judgement
from matchmaking.funds.wording import Finding
from matchmaking.vocabulary.models import Country

NONE, SOME = "none", "some"
# What people say themselves; the system finds the others as well.
ANSWERS = [
    (NONE, _("I have no conflict of interest")),
    (SOME, _("I have, or may seem to have, a conflict of interest")),
]


def _text(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=5000, widget=area, **options)


class DeclarationForm(forms.Form):
    """Whether somebody has a conflict of interest, before they read anything."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("What kind of conflict"),
        choices=[("", _("Choose one")), *Ground.choices],
        required=False,
    )
    words = _text(
        _("In a few words"),
        required=False,
        help_text=_("The administrators of the fund read this; the applicant does not."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the kind and the words of a conflict that is declared."""
        said = super().clean() or {}
        if said.get("answer") == SOME:
            for name in ("ground", "words"):
                if not said.get(name, "").strip():
                    self.add_error(name, gettext("Say what the conflict is."))
        return said


class ReportForm(forms.Form):
    """A conflict of somebody else."""

    person = forms.ModelChoiceField(
        label=_("Who"), queryset=User.objects.none(), empty_label=_("Choose one")
    )
    ground = forms.ChoiceField(
        label=_("What kind of conflict"), choices=[("", _("Choose one")), *Ground.choices]
    )
    words = _text(
        _("What you know"),
        help_text=_("An administrator decides. Until then the person sees nothing of this."),
    )

    def __init__(self, *args: Any, people: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(pk__in=people, is_active=True).order_by("full_name", "email")
        field = self.fields["person"]
        field.queryset = rows  # type: ignore[attr-defined]


class ScreeningForm(forms.Form):
    """What a person says of each finding instead of the rule, and what the applicant reads."""

    words = _text(
        _("Reasons for the applicant"),
        rows=4,
        required=False,
        help_text=_("Needed where the application is not eligible; the applicant reads them."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, findings: Iterable[Finding], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings = {eligibility.key_of(row): row for row in findings}
        for key, finding in self.findings.items():
            self.fields[f"{key}-verdict"] = self._verdict(finding)
            reason = forms.CharField(label=_("Reason"), required=False, max_length=1000)
            reason.widget.attrs["dir"] = "auto"
            self.fields[f"{key}-reason"] = reason

    def _verdict(self, finding: Finding) -> forms.ChoiceField:
        others = [
            (verdict.value, verdict.label)
            for verdict in (Verdict.MET, Verdict.NOT_MET)
            if verdict != finding.verdict
        ]
        choices = [("", _("As the rule says")), *others]
        return forms.ChoiceField(label=_("Your judgement"), choices=choices, required=False)

    @property
    def open_rows(self) -> list[dict[str, Any]]:
        """The findings that somebody has to judge, each with its two fields."""
        return [row for row in self._rows() if row["finding"].verdict != Verdict.MET]

    @property
    def met_rows(self) -> list[dict[str, Any]]:
        """The findings that are met, each with its two fields."""
        return [row for row in self._rows() if row["finding"].verdict == Verdict.MET]

    def _rows(self) -> Iterator[dict[str, Any]]:
        for key, row in self.findings.items():
            verdict, reason = self[f"{key}-verdict"], self[f"{key}-reason"]
            yield {"finding": row, "verdict": verdict, "reason": reason}

    @property
    def overrides(self) -> Mapping[str, Judgement]:
        """What is said otherwise than the rules say."""
        said = self.cleaned_data
        return {
            key: Judgement(said[f"{key}-verdict"], said[f"{key}-reason"])
            for key in self.findings
            if said[f"{key}-verdict"]
        }

    def field_of(self, name: str) -> str | None:
        """Return the field beside which a refusal is shown."""
        if name in self.findings:
            return f"{name}-reason"
        return name if name in self.fields else None


class InterestForm(forms.Form):
    """A nationality, or an organisation one is bound to."""

    country = forms.ModelChoiceField(
        label=_("A State of which you are a national"),
        queryset=Country.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    organisation = forms.ModelChoiceField(
        label=_("Or an organisation you work or worked for, own or advise"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    words = forms.CharField(label=_("In a few words"), required=False, max_length=250)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["country"].queryset = Country.objects.order_by("name_en")
        others = Organisation.objects.exclude(kind=OrganisationKind.FUND)
        fields["organisation"].queryset = others.order_by("name")
