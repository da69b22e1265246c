"""Pairs and their checks for the tests, made through the services."""

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile

from accounts import services as people
from accounts.choices import Role
from accounts.models import Organisation
from matchmaking.clearance import services
from matchmaking.clearance.models import Check, NameHit
from matchmaking.clearance.services import Evidence
from matchmaking.vocabulary.models import Embargo
from tests import cast
from tests.factories import UserFactory
from tests.needs import making as needs
from tests.offers import making as offers

EXAMPLE = Path(settings.BASE_DIR) / "config" / "example_world" / "data" / "names_list.xml"
SHOWN = "Letter of the ministry, read on the telephone with its author."
# Who clears what in these pairs: Kenya asks, the Nordic Agency gives.
PERSON_OF = {"broker": "sofia", "giver": "dina", "recipient": "amina"}


def pair(embargo=False, need=None, offer=None):
    """Publish a request of Kenya and an offer of the Nordic Agency."""
    if embargo:
        put_embargo()
    return needs.published(**(need or {})), offers.published(**(offer or {}))


def put_embargo(country="KEN"):
    """Let the Security Council name a State."""
    embargo = Embargo.objects.create(
        target="Invented measures",
        target_type="territory",
        arms_scope="All arms",
        established_by="S/RES/0000 (2020)",
        established_on="2020-01-01",
        as_of="2026-01-01",
    )
    embargo.countries.add(country)
    return embargo


def opened(embargo=False, **records):
    """Begin the checks of a pair."""
    need, offer = pair(embargo, **records)
    return begin(need, offer)


def begin(need, offer):
    return services.open_checks(need_id=need.pk, offer_id=offer.pk, actor=cast.join("sofia"))


def check(checklist, code):
    return Check.objects.select_related("rule", "ruling").get(checklist=checklist, code=code)


def codes(checklist):
    """Return which checks are asked of a pair."""
    return set(checklist.checks.asked().values_list("code", flat=True))


def states(checklist):
    return dict(checklist.checks.values_list("code", "status"))


def clear(one, **evidence):
    """Clear a check as the person whose side it is."""
    said = {"words": SHOWN, "reference": "EX-2026-7"} | evidence
    actor = cast.join(PERSON_OF[one.rule.cleared_by])
    return services.clear_check(check_id=one.pk, actor=actor, evidence=Evidence(**said))


def clear_all(checklist):
    for one in checklist.checks.asked().select_related("rule"):
        clear(one)
    checklist.refresh_from_db()
    return checklist


def second_broker():
    """Bring a colleague of sofia."""
    user = UserFactory(full_name="Second Broker")
    cast.join("sofia")
    place = Organisation.objects.get(name="Secretariat")
    people.give_role(user=user, organisation=place, role=Role.BROKER)
    return user


def uploaded(actor=None, change=("", "")):
    """Put the invented list in force, with one change."""
    text = EXAMPLE.read_text(encoding="utf-8").replace(*change)
    file = ContentFile(text.encode(), name="list.xml")
    return services.upload_list(file=file, actor=actor or cast.join("sofia"), note="Test.")


def records_for_the_table(need, offer):
    """Make what the table of addresses names: Kenya asks, the Nordic Agency gives."""
    uploaded()
    checklist = begin(need, offer)
    given = check(checklist, "aftercare")
    clear(given, file=ContentFile(b"%PDF-1.4", name="contract.pdf"))
    hit = NameHit.objects.create(
        checklist=checklist,
        organisation=offer.organisation,
        role="contact",
        name="Mohamed Zarqal",
        key="INV.001",
        digest="0",
        listed_name="MUHAMMAD ZARQAL",
        alias="MUHAMMAD ZARQAL",
        score=95,
    )
    return {
        "broker-check": check(checklist, "duplicates"),
        "giver-check": given,
        "recipient-check": check(checklist, "conditions"),
        "ruling": check(checklist, "aftercare").ruling,
        "hit": hit,
    }
