"""What is typed about invitations, access, leaving and points of contact."""

from itertools import groupby
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.choices import ROLES_BY_KIND, OrganisationKind, Role
from accounts.models import ContactPoint, Membership, Organisation, User
from accounts.selectors import colleagues_of


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The invitation can be accepted from this address only."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"))
    language = forms.ChoiceField(label=_("Language of the e-mail"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role, Role(role).label) for role in ROLES_BY_KIND[organisation.kind]]
        cast(forms.ChoiceField, self.fields["role"]).choices = roles
        names = [(c, get_language_info(c)["name_local"]) for c, _name in settings.LANGUAGES]
        cast(forms.ChoiceField, self.fields["language"]).choices = names


class NewPersonForm(forms.Form):
    """An account for somebody who was invited; the address is known."""

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("The password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Refuse a weak password, and two that differ."""
        said = super().clean() or self.cleaned_data
        first, second = said.get("password1"), said.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))
        if first:
            person = User(email=self.email, full_name=said.get("full_name", ""))
            try:
                validate_password(first, person)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return said


class AccessForm(forms.Form):
    """For whom somebody wants to speak, as what, and the letter that says so."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=_("Choose")
    )
    role = forms.ChoiceField(label=_("Role"))
    message = forms.CharField(
        label=_("Message to the secretariat"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    proof = forms.FileField(
        label=_("Letter that names you"),
        help_text=_(
            "A letter or note of the organisation, as PDF, Word (.docx), JPEG or PNG, up to "
            "10 MB. Only the secretariat and you can read it."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.exclude(kind=OrganisationKind.SECRETARIAT)
        field = cast(forms.ModelChoiceField, self.fields["organisation"])
        field.queryset = organisations.order_by("kind", "name")
        field.choices = [("", _("Choose")), *_by_kind(field.queryset)]
        wanted = {
            r for kind, roles in ROLES_BY_KIND.items() if kind != "secretariat" for r in roles
        }
        roles = [(role.value, role.label) for role in Role if role in wanted]
        cast(forms.ChoiceField, self.fields["role"]).choices = [("", _("Choose")), *roles]


class ResetFactorsForm(forms.Form):
    """Why somebody is let in without a second factor, and how they proved who they are."""

    reason = forms.CharField(
        label=_("How did they prove who they are?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("For example: called back at the number of the mission. All brokers read it."),
        error_messages={"required": _("Say how you made sure that it is this person.")},
    )


class EndForm(forms.Form):
    """How a role ends: why, who takes over, and whether in spite of being the last."""

    successor = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who takes over the tasks?"),
        required=False,
        empty_label=_("Nobody: they go back to the organisation"),
    )
    passes_role = forms.BooleanField(label=_("Give this person the role as well"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("It is kept in the history."),
    )
    in_spite = forms.BooleanField(
        label=_("End it even if the State is then without focal point"), required=False
    )

    def __init__(
        self, *args: Any, membership: Membership, is_own: bool, may_force: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["successor"])
        field.queryset = colleagues_of(membership)
        self.fields["reason"].required = not is_own
        if not may_force or membership.role != Role.FOCAL_POINT:
            del self.fields["in_spite"]


class ContactForm(forms.ModelForm):
    """The office that everybody sees, and the person that only members see."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ContactPoint
        fields = ["office", "person", "email", "phone"]
        help_texts = {
            "office": _("Everybody sees it. Name the office, not a person."),
            "person": _("Only members who are signed in see this and what follows."),
        }
        widgets = {
            "office": forms.TextInput(attrs={"dir": "auto"}),
            "person": forms.TextInput(attrs={"dir": "auto"}),
            "phone": forms.TextInput(attrs={"type": "tel", "dir": "ltr"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].required = True


def _by_kind(organisations: Any) -> list[tuple[Any, list[tuple[int, str]]]]:
    """Return the organisations under the names of their kinds."""
    groups = groupby(organisations, key=lambda organisation: organisation.get_kind_display())
    return [(kind, [(o.pk, o.name) for o in group]) for kind, group in groups]
