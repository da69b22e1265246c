"""Who publishes, and how organisations are named in what is published."""

import csv
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from accounts.choices import OrganisationKind
from accounts.models import Organisation
from matchmaking import vocabulary
from matchmaking.opendata.iati.said import Party, Publisher

GOVERNMENT, FOREIGN_NGO, NATIONAL_NGO, MULTILATERAL = "10", "21", "22", "40"
KINDS = {
    OrganisationKind.STATE: GOVERNMENT,
    OrganisationKind.DONOR: GOVERNMENT,
    OrganisationKind.BODY: MULTILATERAL,
    OrganisationKind.FUND: MULTILATERAL,
    OrganisationKind.SECRETARIAT: MULTILATERAL,
}


def publisher() -> Publisher:
    """Return who publishes, and where the code lists of the site are."""
    names = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            names[plain_language(code)] = gettext("Assistance Exchange")
    ours = Party(names["en"], MULTILATERAL, settings.IATI_ORGANISATION)
    lists = [address("opendata:table", name, "csv") for name in ("themes", "kinds", "indicators")]
    return Publisher(ours, names, *lists)


def address(name: str, *arguments: object) -> str:
    """Return a full address, in no language of anybody in particular."""
    with override("en"):
        return settings.SITE_URL.rstrip("/") + reverse(name, args=arguments)


def party_of(organisation: Organisation, name: str = "") -> Party:
    """Return an organisation as the standard names it; `name` where it acts under another."""
    return Party(name or organisation.name, _kind(organisation), _reference(organisation))


def plain_language(code: str) -> str:
    """Return the code of a language without its script: the standard knows no more."""
    return (code or "en").split("-")[0].lower()


def _kind(organisation: Organisation) -> str:
    if organisation.kind == OrganisationKind.NGO:
        return NATIONAL_NGO if organisation.country_code else FOREIGN_NGO
    return KINDS[OrganisationKind(organisation.kind)]


def _reference(organisation: Organisation) -> str:
    return _references().get(organisation.body_code, "")


@cache
def _references() -> dict[str, str]:
    """Return the identifiers of bodies, as the reference data of the site have them."""
    path = Path(vocabulary.__file__).parent / "data" / "organisations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["iati_org_identifier"]) for row in csv.DictReader(file)]
    return {code: reference for code, reference in rows if code and reference}
