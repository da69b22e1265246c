"""Keeping a national point of contact."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts import policies, selectors, services
from accounts.errors import DomainError
from accounts.forms import ContactForm
from accounts.http import SignedInRequest
from accounts.models import ContactPoint


@login_required
def edit_contact(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the office and the person of a State."""
    organisation = get_object_or_404(selectors.states_for_directory(), pk=pk)
    if not policies.edits_contact(request.user, organisation):
        raise PermissionDenied
    contact = ContactPoint.objects.filter(pk=pk).first()
    initial = {"version": contact.version if contact else 0}
    form = ContactForm(request.POST or None, instance=contact, initial=initial)
    if request.method == "POST" and form.is_valid() and _save(request, pk, form):
        messages.success(request, _("The point of contact has been saved."))
        return redirect("people:directory")
    context = {"form": form, "organisation": organisation}
    return render(request, "accounts/people/contact.html", context)


def _save(request: SignedInRequest, pk: int, form: ContactForm) -> bool:
    fields = dict(form.cleaned_data)
    version = fields.pop("version")
    try:
        services.edit_contact(
            organisation_id=pk, actor=request.user, version=version, fields=fields
        )
    except DomainError as error:
        form.add_error(error.field, str(error.message))
        return False
    return True
