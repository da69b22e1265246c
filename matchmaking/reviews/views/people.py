"""Reviewers: what they read and know, and how much they have on their desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from accounts.models import User
from files.rows import RowListing
from matchmaking.reviews import policies, selectors, services
from matchmaking.reviews.filters import PeopleFilterSet
from matchmaking.reviews.forms import ProfileForm


@login_required
def people(request: SignedInRequest) -> HttpResponse:
    """Show the reviewers of one's funds."""
    rows = selectors.people_for_listing(request.user)
    filterset = PeopleFilterSet(request.GET, queryset=rows, request=request)
    context = {"results": RowListing(request, filterset)}
    return render(request, "reviews/people.html", context)


@login_required
def profile(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the profile of a reviewer, and let it be changed."""
    person = selectors.people_for_listing(request.user).filter(pk=pk).first()
    if person is None:
        raise Http404
    if not policies.edits_profile(request.user, person):
        raise PermissionDenied
    form = _form(request, person)
    if request.method == "POST" and form.is_valid():
        services.save_profile(person_id=pk, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("reviews:mine" if person == request.user else "reviews:people")
    return render(request, "reviews/profile.html", {"person": person, "form": form})


def _form(request: SignedInRequest, person: User) -> ProfileForm:
    found = selectors.profile_of(person)
    themes = [theme.pk for theme in found.themes.all()] if found.pk else []
    initial = {
        "languages": found.languages,
        "themes": themes,
        "most_at_once": found.most_at_once,
        "away_until": found.away_until,
    }
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["themes"].keep(themes)  # type: ignore[attr-defined]
    return form
