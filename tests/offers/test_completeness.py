"""What an offer must say before it can be submitted, above all with equipment."""

import datetime

import pytest
from django.utils import timezone

from matchmaking.offers import services
from matchmaking.offers.models import Offer
from matchmaking.writing import services as writing
from tests.offers import making

pytestmark = pytest.mark.django_db
AFTERCARE = ("aftercare_training", "aftercare_maintenance", "aftercare_spare_parts")
SILENT = dict.fromkeys(AFTERCARE, "")


def _refusal(offer):
    with pytest.raises(writing.IncompleteRecord) as refusal:
        services.submit_offer(offer_id=offer.pk, actor=offer.created_by)
    return refusal.value


def test_everything_missing_is_told_at_once_and_the_draft_stays_a_draft(dina):
    offer = services.draft_offer(
        actor=dina, organisation=making.nordic(), fields={"language": "en"}, lines=[]
    )
    errors = _refusal(offer).errors
    assert list(errors) == [
        "title",
        "description",
        "themes",
        "lines",
        "channel",
        "delivery_languages",
        "closes_on",
    ]
    offer.refresh_from_db()
    assert (offer.status, offer.version, offer.submitted_at) == ("draft", 1, None)


@pytest.mark.parametrize("silent", AFTERCARE)
def test_equipment_needs_a_word_on_each_part_of_after_care(silent):
    assert list(_refusal(making.draft(**{silent: "  "})).errors) == [silent]


def test_equipment_needs_after_care_even_beside_other_kinds():
    offer = making.draft(lines=[making.line(kind_id="TRN.COURSE"), making.line()], **SILENT)
    assert list(_refusal(offer).errors) == list(AFTERCARE)


def test_not_included_is_an_answer():
    offer = making.submitted(**dict.fromkeys(AFTERCARE, "Not included."))
    assert offer.status == "submitted"


def test_training_alone_needs_no_after_care():
    offer = making.submitted(lines=[making.line(kind_id="TRN.COURSE", unit="course")], **SILENT)
    assert offer.status == "submitted"


def test_equipment_cannot_be_slipped_into_a_published_offer_of_training(dina):
    offer = making.published(lines=[making.line(kind_id="TRN.COURSE", unit="course")], **SILENT)
    lines = [making.line(kind_id="TRN.COURSE", pk=offer.lines.get().pk), making.line()]
    with pytest.raises(writing.IncompleteRecord) as refusal:
        services.edit_offer(
            offer_id=offer.pk, version=offer.version, actor=dina, fields={}, lines=lines
        )
    assert list(refusal.value.errors) == list(AFTERCARE)
    assert Offer.objects.get(pk=offer.pk).lines.count() == 1


def test_the_window_must_not_lie_in_the_past():
    today = timezone.localdate()
    assert list(_refusal(making.draft(closes_on=today - datetime.timedelta(days=1))).errors) == [
        "closes_on"
    ]
    assert making.submitted(closes_on=today).status == "submitted"


def test_value_conditions_and_eligibility_are_not_compulsory():
    offer = making.submitted(value_minor=None, currency="", conditions="")
    assert (offer.status, offer.value) == ("submitted", None)
