"""Forms of the checks: evidence, the rules, a list of names, and a name to look up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.clearance.choices import Circumstance, Fact, ReferenceRule, Side
from matchmaking.clearance.models import CheckRule
from matchmaking.offers.choices import Channel
from matchmaking.vocabulary.choices import CountryGroup
from matchmaking.vocabulary.fields import CodesField, DayInput, TickGroups
from matchmaking.vocabulary.selectors import country_choices, kind_tree, labels

MOST_DAYS = 3650


def _kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the kinds of assistance in groups; the first one of a group stands for all of it."""
    return [(top.name, [(b.code, b.name) for b in (top, *top.children)]) for top in kind_tree()]


class EvidenceForm(forms.Form):
    """What is shown for a check. Which parts must be there, the service knows."""

    words = forms.CharField(
        label=_("What was shown, and by whom"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reference = forms.CharField(label=_("Reference number"), max_length=120, required=False)
    dated_on = forms.DateField(label=_("Date of the document"), required=False, widget=DayInput())
    file = forms.FileField(label=_("Document"), required=False, allow_empty_file=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, needs_reference: bool = False, needs_document: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].required = needs_reference
        self.fields["file"].required = needs_document
        if needs_reference:
            self.fields["reference"].help_text = _(
                "Of the exemption, the notification or the licence that this rests on."
            )


class StatesField(forms.CharField):
    """States by name, in the reader's language, or by code; far shorter than a box for each."""

    def to_python(self, value: Any) -> Any:
        """Return the codes; say which word names no State."""
        names = {str(name).casefold(): code for code, name in country_choices()}
        found = []
        for word in filter(None, (part.strip() for part in str(value or "").split(";"))):
            code = names.get(word.casefold()) or word.upper()
            if code not in names.values():
                raise forms.ValidationError(
                    _("No State is named “%(word)s”."), params={"word": word}
                )
            found.append(code)
        return found

    def prepare_value(self, value: Any) -> Any:
        """Show codes as names; leave what was typed as it is."""
        if not isinstance(value, list):
            return value
        known = labels("country", value)
        return "; ".join(str(known.get(code, code)) for code in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what was typed with what was shown."""
        return bool((data or "") != (self.prepare_value(initial) or ""))


class RuleForm(forms.Form):
    """One rule of the checks."""

    code = forms.SlugField(
        label=_("Code"), max_length=30, help_text=_("A short name in Latin letters, never changed.")
    )
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("Empty: the usual wording.")
    )
    question = forms.CharField(
        label=_("What must be shown"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    circumstances = forms.MultipleChoiceField(
        label=_("Asked when"),
        choices=Circumstance.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All that is ticked must hold; nothing ticked asks always."),
    )
    kinds = CodesField(
        "kind", _kinds, label=_("Only for these kinds of assistance"), widget=TickGroups
    )
    countries = StatesField(
        label=_("Only for these recipients"),
        required=False,
        help_text=_("Names or codes of States, with a semicolon between them."),
    )
    groups = forms.MultipleChoiceField(
        label=_("Or for these groups of States"),
        choices=CountryGroup.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    channels = forms.MultipleChoiceField(
        label=_("Only for these channels"),
        choices=Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    cleared_by = forms.ChoiceField(label=_("Cleared by"), choices=Side.choices, initial=Side.BROKER)
    needs_reference = forms.ChoiceField(
        label=_("Reference number asked for"),
        choices=ReferenceRule.choices,
        initial=ReferenceRule.NEVER,
    )
    needs_document = forms.BooleanField(label=_("A document must be attached"), required=False)
    valid_days = forms.IntegerField(
        label=_("Holds for (days)"), min_value=1, max_value=MOST_DAYS, initial=180
    )
    may_waive = forms.BooleanField(label=_("Two persons may waive it"), required=False)
    rests_on = forms.MultipleChoiceField(
        label=_("Opened again when these change"),
        choices=Fact.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    # Set by the page: to how many open pairs the rule applies, and what it says.
    pairs: int | None = None
    words: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The title of the card."""
        rule = CheckRule(code=self["code"].value() or "", title=self["title"].value() or "")
        return str(rule) or str(_("Another check"))


RuleFormSet = forms.formset_factory(RuleForm, extra=1, can_delete=True, max_num=40)


class NoteForm(forms.Form):
    """Why the rules change."""

    note = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with the version, for those who ask later."),
    )


class ListForm(forms.Form):
    """A list of names to put in force."""

    file = forms.FileField(
        label=_("The list as an XML file"),
        help_text=_("In the form of the consolidated list of the Security Council."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,application/xml,text/xml"}),
    )
    note = forms.CharField(label=_("Note"), max_length=250, required=False)


class LookUpForm(forms.Form):
    """A name to compare with the list."""

    name = forms.CharField(label=_("A name, in any script"), max_length=400)
