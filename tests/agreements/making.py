"""Agreements for the tests, made through their services."""

import datetime
import io
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from accounts import services as people
from accounts.choices import Role
from accounts.models import Organisation, User
from matchmaking.agreements import services
from matchmaking.agreements.models import Delivery
from matchmaking.introductions import services as introductions
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.services import Paper
from matchmaking.matching.models import Reason
from tests import cast
from tests.factories import UserFactory
from tests.needs import making as needs
from tests.offers import making as offers

TODAY = timezone.localdate()


def talking(need=None, offer=None):
    """Bring a request and an offer into conversation; the checks before are tested elsewhere."""
    need = need or needs.published()
    offer = offer or offers.published()
    found = introductions.propose_introduction(
        need_id=need.pk, offer_id=offer.pk, actor=need.created_by
    )
    Introduction.objects.filter(pk=found.pk).update(status="conversation")
    found.refresh_from_db()
    return found


def terms(introduction, quantity=5, **changes):
    """Return a line on the first lines of both sides."""
    said = {
        "need_line_id": introduction.need.lines.order_by("position").first().pk,
        "offer_line_id": introduction.offer.lines.order_by("position").first().pk,
        "quantity": None if quantity is None else Decimal(quantity),
        "deliverer": "Nordic Logistics",
    }
    return services.TermsData(**(said | changes))


def draft(introduction=None, lines=None, quantity=5, actor=None):
    """Begin an agreement on five of the twelve machines."""
    introduction = introduction or talking()
    return services.begin_agreement(
        introduction_id=introduction.pk,
        actor=actor or introduction.need.created_by,
        lines=[terms(introduction, quantity)] if lines is None else lines,
        terms="The machines stay with the police.",
    )


def proposed(**how):
    """Let the recipient sign."""
    agreement = draft(**how)
    return services.sign_agreement(agreement_id=agreement.pk, actor=recipient(agreement))


def signed(**how):
    """Let both sides sign."""
    agreement = proposed(**how)
    services.sign_agreement(agreement_id=agreement.pk, actor=giver(agreement))
    return fresh(agreement)


def ended(**how):
    return end(signed(**how))


def end(agreement, actor=None, **what):
    said = {"reason_code": reason(), "words": "The budget was cut."} | what
    services.end_agreement(agreement_id=agreement.pk, actor=actor or recipient(agreement), **said)
    return fresh(agreement)


def reason():
    return Reason.objects.usable("ending").first().pk


def in_state(status):
    """Bring an agreement into a state by the way a real one takes."""
    if status in ("draft", "proposed", "signed"):
        return {"draft": draft, "proposed": proposed, "signed": signed}[status]()
    if status == "ended":
        return ended()
    agreement = signed()
    for side in (giver(agreement), recipient(agreement)):
        deliver(agreement, side, 5)
    return fresh(agreement)


def deliver(agreement, actor, quantity, line=None, **what):
    """Let a side say how many of a line have been delivered so far."""
    line = line or agreement.lines.order_by("position").first()
    amount = None if quantity is None else Decimal(quantity)
    said = {"line_id": line.pk, "on": TODAY, "quantity": amount} | what
    return services.state_delivery(
        agreement_id=agreement.pk, actor=actor, statements=[services.Statement(**said)]
    )


def amend(agreement, actor, quantity, **changes):
    """Let a side propose another quantity of the first line."""
    agreement.refresh_from_db()
    line = agreement.lines.order_by("position").first()
    data = terms(agreement.introduction, quantity, pk=line.pk, **changes)
    return services.propose_amendment(
        agreement_id=agreement.pk,
        version=agreement.version,
        actor=actor,
        lines=[data],
        why="The police found a second site.",
        terms=agreement.terms,
    )


def recipient(agreement):
    return agreement.need.created_by


def giver(agreement):
    return agreement.offer.created_by


def fresh(agreement):
    return type(agreement).objects.get(pk=agreement.pk)


def donor(number):
    """Bring one more donor on stage, with its programme officer."""
    place, _made = Organisation.objects.get_or_create(
        name=f"Donor {number}", defaults={"kind": "donor", "gives_assistance": True}
    )
    officer = User.objects.filter(email=f"officer{number}@example.org").first()
    if officer is None:
        officer = UserFactory(email=f"officer{number}@example.org", full_name=f"Officer {number}")
        people.give_role(user=officer, organisation=place, role=Role.PROGRAMME_OFFICER)
    return officer


def days(count):
    return TODAY + datetime.timedelta(days=count)


def kenya_signs(agreement, **what):
    return services.sign_agreement(agreement_id=agreement.pk, actor=cast.join("amina"), **what)


def scan(name="letter.png"):
    """Return a small picture, as a scanner makes them."""
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(picture, "PNG")
    return ContentFile(picture.getvalue(), name=name)


def letter(side):
    return Paper(file=scan(), reference="NV 12/26", signed_on=TODAY, side=side)


def records_for_the_table():
    """Make what the table of addresses names: a talk, agreements in three states, two scans."""
    talk, drafted, standing, amended = talking(), draft(), signed(), signed()
    deliver(standing, giver(standing), 2, evidence=scan())
    amend(amended, giver(amended), 6)
    by_letter = services.sign_agreement(
        agreement_id=drafted.pk, actor=cast.join("sofia"), paper=letter("giver"), name="H. E. Dan"
    )
    signature = by_letter.signatures.get()
    services.edit_agreement(
        agreement_id=drafted.pk,
        version=by_letter.version,
        actor=recipient(drafted),
        lines=[terms(drafted.introduction, 4, pk=drafted.lines.get().pk)],
    )
    return {
        "talk": talk,
        "draft-agreement": fresh(drafted),
        "agreement": standing,
        "amended": amended,
        "delivery": Delivery.objects.get(line__agreement=standing),
        "scan": signature,
    }
