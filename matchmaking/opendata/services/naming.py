"""Saying under which identifier the owner of a project or agreement publishes it already."""

import re

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.monitoring.models import Undertaking
from matchmaking.opendata import policies
from matchmaking.opendata.iati.standard import has_agency
from matchmaking.opendata.models import Activity
from matchmaking.opendata.services.editions import new_code
from matchmaking.workflow import compare_and_set

# The code of the agency (XM-DAC), the number of the organisation, and that of the activity.
WHOLE = re.compile(r"^[^-]+-[^-]+-[^-]+-.+$")
FORBIDDEN = re.compile(r"[/&|?\s]")


class FaultyIdentifier(DomainError):
    """An identifier that no publisher of IATI can have given."""


@transaction.atomic
def name_activity(
    *, undertaking_id: int, version: int | None, identifier: str, actor: User
) -> Activity:
    """Keep the identifier of the owner; nothing where the owner publishes it nowhere else.

    Raise FaultyIdentifier where it is not one, or is that of another activity here.
    """
    undertaking = Undertaking.objects.with_parties().get(pk=undertaking_id)
    if not policies.names_activity(actor, undertaking):
        raise PermissionDenied
    identifier = identifier.strip()
    refuse_faulty(identifier)
    activity = activity_of(undertaking, version)
    before = activity.identifier
    try:
        with transaction.atomic():
            compare_and_set(activity, identifier=identifier)
    except IntegrityError as error:
        raise FaultyIdentifier(
            _("Another project or agreement here has this identifier.")
        ) from error
    changes = {"identifier": (before, identifier)}
    audit.record(activity, "name_activity", actor=actor, changes=changes)
    return activity


def refuse_faulty(identifier: str) -> None:
    """Refuse what cannot be the identifier of somebody else's activity."""
    if not identifier:
        return
    if FORBIDDEN.search(identifier):
        raise FaultyIdentifier(_("An identifier holds no spaces and none of / & | ?"))
    if identifier.startswith(f"{settings.IATI_ORGANISATION}-"):
        raise FaultyIdentifier(_("This is an identifier of this site. Leave the field empty."))
    if not has_agency(identifier):
        raise FaultyIdentifier(
            _("It must begin with the code of a registration agency, for example XM-DAC-41304-1.")
        )
    if not WHOLE.match(identifier):
        raise FaultyIdentifier(
            _("After the identifier of the organisation there must be a hyphen and a number.")
        )


def activity_of(undertaking: Undertaking, version: int | None = None) -> Activity:
    """Return what a project or agreement is called; a new one where it has no code yet."""
    about = {"project": undertaking.project, "agreement": undertaking.agreement}
    letter = "P" if undertaking.project else "A"
    rows = Activity.objects.select_for_update()
    activity, _is_new = rows.get_or_create(**about, defaults={"code": new_code(letter)})
    if version is not None:
        activity.version = version
    return activity
