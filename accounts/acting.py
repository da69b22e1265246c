"""For which of their organisations a person acts at this moment."""

from django.http import HttpRequest

from accounts.models import Organisation
from accounts.selectors import organisations_of

SESSION_KEY = "organisation_id"


def acting_organisation(request: HttpRequest) -> Organisation | None:
    """Return the organisation the person has chosen, or the only one they speak for."""
    organisations = organisations_of(request.user)
    if len(organisations) == 1:
        return organisations[0]
    chosen = request.session.get(SESSION_KEY) if organisations else None
    return next((o for o in organisations if o.pk == chosen), None)


def act_for(request: HttpRequest, organisation: Organisation) -> None:
    """Remember the choice until the person signs out."""
    request.session[SESSION_KEY] = organisation.pk
