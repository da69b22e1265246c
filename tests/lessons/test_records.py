"""Track records: from published evaluations into matches."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking.errors import ReasonMissing
from matchmaking.evaluation.signals import evaluation_published, evaluation_unpublished
from matchmaking.lessons import services
from matchmaking.lessons.models import TrackRecord
from matchmaking.lessons.selectors import tracks
from matchmaking.matching import index, track_record
from matchmaking.matching.models import Suggestion
from matchmaking.matching.services import match_all
from matchmaking.matching.wording import sentence
from matchmaking.offers.models import Offer
from tests import cast
from tests.lessons import making
from tests.monitoring import making as monitored
from tests.needs import making as needs
from tests.offers import making as offers

pytestmark = pytest.mark.django_db


def record_of(place):
    owner = place.agreement.offer.organisation_id
    return TrackRecord.objects.filter(organisation=owner).first()


def test_a_published_evaluation_counts_for_the_donor_and_not_for_the_recipient(
    django_capture_on_commit_callbacks,
):
    place = monitored.undertaking()
    making.evaluation(place, points=4, adequacy=6)
    with django_capture_on_commit_callbacks(execute=True):
        evaluation_published.send(sender=None, evaluation_id=1)
    found = record_of(place)
    assert found.projects == 1
    assert found.mean == found.overall == pytest.approx((1 + 0.6) / 2)
    asked = place.agreement.need.organisation_id
    assert not TrackRecord.objects.filter(organisation=asked).exists()


def test_of_a_project_the_fund_and_the_implementer_answer(nadia, tomas):
    place = monitored.of_project_row()
    making.evaluation(place)
    services.renew_track_records()
    own = {name: name.memberships.first().organisation_id for name in (nadia, tomas)}
    found = set(TrackRecord.objects.values_list("organisation", flat=True))
    assert found == set(own.values())


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        ({"sustainability": "no_evidence"}, True),
        (dict.fromkeys(("adequacy", "effectiveness"), "no_evidence"), False),
        ({"sustainability": None}, True),  # withheld, but never in the mean
        ({"effectiveness": None}, False),
        (dict.fromkeys(("adequacy", "effectiveness", "sustainability"), "not_applicable"), False),
    ],
)
def test_what_is_withheld_or_not_scored_counts_for_nobody(answers, counts):
    place = monitored.undertaking()
    making.evaluation(place, **answers)
    services.renew_track_records()
    assert (record_of(place) is not None) is counts


def test_only_the_newest_published_evaluation_of_a_project_counts():
    place = monitored.undertaking()
    making.evaluation(place, points=2)
    making.evaluation(place, points=5)
    making.evaluation(place, points=1, status="final")
    services.renew_track_records()
    assert (record_of(place).projects, record_of(place).mean) == (1, 0.8)


def test_what_is_no_longer_published_no_longer_counts(django_capture_on_commit_callbacks):
    place = monitored.undertaking()
    row = making.evaluation(place)
    services.renew_track_records()
    assert record_of(place)
    type(row).objects.filter(pk=row.pk).update(status="final")
    row.publication.delete()
    with django_capture_on_commit_callbacks(execute=True):
        evaluation_unpublished.send(sender=None, evaluation_id=row.pk)
    assert record_of(place) is None


def test_a_record_is_counted_in_matches_with_its_number_of_projects(
    django_capture_on_commit_callbacks,
):
    owner = offers.published().organisation
    other = offers.published(author=cast.join("diego"))
    need = needs.published()
    TrackRecord.objects.create(organisation=owner, projects=3, mean=0.9, shrunk=0.74, overall=0.6)
    match_all()
    rows = {row.offer.organisation_id: row for row in Suggestion.objects.filter(need=need)}
    said = _reason(rows[owner.pk])
    assert said["value"] == 0.64
    text = sentence(said["message"], said["params"])
    assert text == "Evaluated projects of the owner: 3. Their score: 90 %; the mean of all: 60 %."
    unknown = _reason(rows[other.organisation_id])
    assert (unknown["value"], unknown["known"]) == (0.5, False)
    assert rows[owner.pk].score > rows[other.organisation_id].score
    TrackRecord.objects.update(shrunk=0.5)
    owned = index.current().offers.position[Offer.objects.get(organisation=owner).pk]
    assert index.current().offers.profiles[owned].row.track_record.value == 0.4


def _reason(suggestion):
    return next(row for row in suggestion.reasons if row["name"] == "track_record")


def test_a_changed_record_matches_the_open_offers_of_its_owner_anew(
    django_capture_on_commit_callbacks,
):
    place = monitored.undertaking()
    owner = place.agreement.offer.organisation
    offer = offers.published(author=cast.join("dina"))
    needs.published()
    Suggestion.objects.all().delete()
    making.evaluation(place, points=6)
    with django_capture_on_commit_callbacks(execute=True):
        assert owner.pk in services.renew_track_records()
    assert Suggestion.objects.filter(offer=offer).exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert services.renew_track_records() == []


def test_a_broker_says_how_strongly_the_mean_counts(elena, sofia):
    with pytest.raises(PermissionDenied):
        services.set_strength(actor=elena, projects=Decimal(2), note="Why not.")
    with pytest.raises(ReasonMissing):
        services.set_strength(actor=sofia, projects=Decimal(2), note=" ")
    place = monitored.undertaking()
    making.evaluation(place, points=6)
    TrackRecord.objects.all().delete()
    services.set_strength(actor=sofia, projects=Decimal(2), note="Few projects so far.")
    assert record_of(place).projects == 1


def test_the_matcher_asks_lessons_for_track_records():
    place = monitored.undertaking()
    owner = place.agreement.offer.organisation_id
    making.evaluation(place)
    services.renew_track_records()
    assert track_record.tracks_of({owner}) == tracks({owner}) != {}
