"""The people every test knows, each the same everywhere."""

from functools import cache

from django.contrib.auth.hashers import make_password

from accounts import services
from accounts.choices import OrganisationKind, Role
from accounts.models import Membership, Organisation, User

PASSWORD = "correct horse battery staple"

# name: (organisation, kind, country, body, gives, receives, roles)
CAST = {
    "amina": ("Kenya", OrganisationKind.STATE, "KEN", False, True, [Role.FOCAL_POINT]),
    "ali": ("Kenya", OrganisationKind.STATE, "KEN", False, True, [Role.DRAFTER]),
    "vera": ("Kenya", OrganisationKind.STATE, "KEN", False, True, [Role.VIEWER]),
    "boris": ("Bulgaria", OrganisationKind.STATE, "BGR", True, True, [Role.FOCAL_POINT]),
    "dina": ("Nordic Agency", OrganisationKind.DONOR, "", True, False, [Role.PROGRAMME_OFFICER]),
    "diego": ("Southern Agency", OrganisationKind.DONOR, "", True, False, [Role.PROGRAMME_OFFICER]),
    "sofia": ("Secretariat", OrganisationKind.SECRETARIAT, "", False, False, [Role.BROKER]),
    "tomas": ("Example Fund", OrganisationKind.FUND, "", True, False, [Role.FUND_ADMINISTRATOR]),
    "rania": ("Example Fund", OrganisationKind.FUND, "", True, False, [Role.REVIEWER]),
    "petra": ("Example Fund", OrganisationKind.FUND, "", True, False, [Role.FUND_ADMINISTRATOR]),
    "hugo": ("Example Fund", OrganisationKind.FUND, "", True, False, [Role.REVIEWER]),
    "mei": ("Example Fund", OrganisationKind.FUND, "", True, False, [Role.REVIEWER]),
    "nadia": (
        "Example Implementer",
        OrganisationKind.NGO,
        "",
        True,
        False,
        [Role.PROGRAMME_OFFICER],
    ),
    "elena": ("Secretariat", OrganisationKind.SECRETARIAT, "", False, False, [Role.EVALUATOR]),
    "ines": ("Secretariat", OrganisationKind.SECRETARIAT, "", False, False, [Role.EVALUATOR]),
    "ida": ("Evaluators at Large", OrganisationKind.NGO, "", True, False, [Role.EVALUATOR]),
    "omar": None,  # signed in, and nobody
}


def join(name: str) -> User:
    """Bring one of the cast on stage with organisation and role; None of the database stays."""
    user, _created = User.objects.get_or_create(
        email=f"{name}@example.org",
        defaults={"full_name": name.title(), "password": _hashed()},
    )
    if CAST[name]:
        _join_organisation(user, *CAST[name])
    return user


@cache
def _hashed():
    return make_password(PASSWORD)


def _join_organisation(user, organisation, kind, country, gives, receives, roles):
    held = Membership.objects.filter(user=user, organisation__name=organisation, ended_at=None)
    if held.filter(role__in=roles).count() == len(roles):
        return  # most have been on stage before
    place, _created = Organisation.objects.get_or_create(
        name=organisation,
        defaults={
            "kind": kind,
            "country_code": country,
            "gives_assistance": gives,
            "receives_assistance": receives,
        },
    )
    for role in roles:
        services.give_role(user=user, organisation=place, role=role)
