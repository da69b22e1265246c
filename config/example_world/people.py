"""Who lives in the example world."""

from typing import NamedTuple

from allauth.account.models import EmailAddress

from accounts import services
from accounts.choices import OrganisationKind, Role
from accounts.models import ContactPoint, Organisation, User
from matchmaking.vocabulary.models import Body, Country

PASSWORD = "example"  # noqa: S105 - printed for everyone who starts the demo
SECRETARIAT = "Secretariat of the Exchange"
# Invented: no fund, no implementer and no office of evaluators of that name exists.
FUND = "Example Fund"
IMPLEMENTER = "Example Implementer"
EVALUATORS = "Example Evaluators"
INVENTED = {
    SECRETARIAT: OrganisationKind.SECRETARIAT,
    FUND: OrganisationKind.FUND,
    IMPLEMENTER: OrganisationKind.NGO,
    EVALUATORS: OrganisationKind.NGO,
}

# Bodies that act as non-governmental organisations; the vocabulary knows them as bodies.
NGO_CODES = {"MAG", "HALO", "ITF", "SAS", "GRIP"}
FUND_CODES = {"UNSCAR", "ATT_VTF"}


class Persona(NamedTuple):
    """A sign-in of the printed table."""

    email: str
    name: str
    organisation: str  # a country code, a body code or an invented name
    role: str
    what: str


PEOPLE = [
    Persona("amina@example.org", "Amina", "KEN", Role.FOCAL_POINT, "focal point of Kenya"),
    Persona("zoe@example.org", "Zoe", "ZMB", Role.FOCAL_POINT, "focal point of Zambia (reports)"),
    Persona(
        "jamil@example.org", "Jamil", "JOR", Role.FOCAL_POINT, "focal point of Jordan (Arabic)"
    ),
    Persona(
        "akol@example.org",
        "Akol",
        "SSD",
        Role.FOCAL_POINT,
        "focal point of South Sudan (under an embargo)",
    ),
    Persona("ali@example.org", "Ali", "KEN", Role.DRAFTER, "drafter for Kenya"),
    Persona("dina@example.org", "Dina", "DEU", Role.PROGRAMME_OFFICER, "donor: Germany"),
    Persona("marco@example.org", "Marco", "UNODC", Role.PROGRAMME_OFFICER, "donor: UNODC"),
    Persona("sofia@example.org", "Sofia", SECRETARIAT, Role.BROKER, "broker at the secretariat"),
    Persona("tomas@example.org", "Tomas", FUND, Role.FUND_ADMINISTRATOR, "administers a fund"),
    Persona("petra@example.org", "Petra", FUND, Role.FUND_ADMINISTRATOR, "second pair of eyes"),
    Persona("rania@example.org", "Rania", FUND, Role.REVIEWER, "reviewer of the fund"),
    Persona("hugo@example.org", "Hugo", FUND, Role.REVIEWER, "reviewer of the fund"),
    Persona("mei@example.org", "Mei", FUND, Role.REVIEWER, "reviewer of the fund"),
    Persona("kofi@example.org", "Kofi", FUND, Role.VIEWER, "auditor of the fund"),
    Persona(
        "nadia@example.org",
        "Nadia",
        IMPLEMENTER,
        Role.PROGRAMME_OFFICER,
        "implementer that writes proposals",
    ),
    Persona("elena@example.org", "Elena", SECRETARIAT, Role.EVALUATOR, "leads evaluations"),
    Persona(
        "ines@example.org", "Inés", EVALUATORS, Role.EVALUATOR, "second evaluator, from an NGO"
    ),
    Persona("omar@example.org", "Omar", "", "", "signed in, member of nothing"),
]


# Invented points of contact of the States that one can sign in for.
CONTACTS = {
    "amina@example.org": ("National Focal Point on Small Arms and Light Weapons", "Amina"),
    "zoe@example.org": ("Secretariat of the National Commission on Small Arms", "Zoe"),
    "jamil@example.org": ("إدارة المعلومات والاتصال، وزارة الداخلية", "Jamil"),
}


def organisation(code: str) -> Organisation:
    """Return the organisation that stands for a country or a body, or an invented one."""
    if code in INVENTED:
        return _named(code, INVENTED[code])
    country = Country.objects.filter(pk=code).first()
    if country:
        return _named(country.name_en, OrganisationKind.STATE, country_code=code)
    return _named(Body.objects.get(pk=code).name_en, _kind_of_body(code), body_code=code)


def speaker(place: Organisation, role: str) -> User:
    """Return someone who speaks for `place` in `role`; made up where nobody does yet."""
    found = User.objects.filter(memberships__organisation=place, memberships__role=role).first()
    if found:
        return found
    code = (place.country_code or place.body_code or "sec").lower()
    user = User(email=f"{role.replace('_', '-')}.{code}@example.org", full_name=_title(place, role))
    user.set_unusable_password()
    user.save()
    services.give_role(user=user, organisation=place, role=role)
    return user


def build_people() -> None:
    """Make the personas of the printed table."""
    for persona in PEOPLE:
        user = User.objects.filter(email=persona.email).first()
        if user is None:
            user = User.objects.create_user(persona.email, PASSWORD, full_name=persona.name)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if persona.organisation:
            place = organisation(persona.organisation)
            services.give_role(user=user, organisation=place, role=persona.role)
            _name_contact(user, place)


def _name_contact(user: User, place: Organisation) -> None:
    if user.email not in CONTACTS or ContactPoint.objects.filter(pk=place.pk).exists():
        return
    office, person = CONTACTS[user.email]
    fields = {"office": office, "person": person, "email": user.email, "phone": ""}
    services.edit_contact(organisation_id=place.pk, actor=user, version=0, fields=fields)


def _named(name: str, kind: str, **codes: str) -> Organisation:
    is_state = kind == OrganisationKind.STATE
    gives = kind != OrganisationKind.SECRETARIAT
    defaults = {"kind": kind, "gives_assistance": gives, "receives_assistance": is_state, **codes}
    return Organisation.objects.get_or_create(name=name, defaults=defaults)[0]


def _kind_of_body(code: str) -> str:
    if code in NGO_CODES:
        return OrganisationKind.NGO
    return OrganisationKind.FUND if code in FUND_CODES else OrganisationKind.BODY


def _title(place: Organisation, role: str) -> str:
    return f"{Role(role).label}, {place.name}"
