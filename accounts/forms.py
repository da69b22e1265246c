"""What a person can say about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ProfileForm(forms.ModelForm):
    """The name others see, and the language the site and its mail speak to this person."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        help_text=_("The site opens in this language when you sign in."),
    )

    class Meta:
        model = User
        fields = ["full_name", "language"]
        help_texts = {"full_name": _("Your organisation and the secretariat see it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        own_names = [(c, get_language_info(c)["name_local"]) for c, _name in settings.LANGUAGES]
        self.fields["language"].choices = [("", _("No preference")), *own_names]
