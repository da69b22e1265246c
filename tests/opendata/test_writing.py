"""The file of activities keeps the standard, and says what the records say and no more."""

import datetime
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matchmaking.monitoring.models import Indicator
from matchmaking.needs.models import Need
from matchmaking.opendata import services
from matchmaking.opendata.gathering import (
    agreement_activities,
    project_activities,
    published_agreements,
    published_projects,
)
from matchmaking.opendata.gathering.places import countries_of
from matchmaking.opendata.iati.standard import codes
from matchmaking.opendata.models import Activity
from matchmaking.payments.models import Project
from matchmaking.vocabulary.models import Country, Theme
from tests.agreements import making as agreements
from tests.monitoring import making as monitoring
from tests.opendata import making
from tests.payments import making as payments

pytestmark = pytest.mark.django_db
PLACE = "-1.28638, 36.81722"


@pytest.fixture(autouse=True)
def _registered(settings):
    # A publisher that is registered, so that not even a warning is in order.
    settings.IATI_ORGANISATION = "XM-DAC-99999"


def _sums(tree):
    """Return what the transactions of each kind come to."""
    found = {}
    for row in tree.iter("transaction"):
        kind = row.find("transaction-type").get("code")
        found[kind] = found.get(kind, 0) + int(row.findtext("value"))
    return found


def test_a_project_with_all_it_can_say_keeps_the_standard():
    project = making.project()
    proposal = project.application.proposal
    proposal.themes.set(Theme.objects.order_by("pk")[:3])
    proposal.countries.set(["UGA", "TZA"])
    type(proposal).objects.filter(pk=proposal.pk).update(
        gender_marker=1, title=f"Armouries at {PLACE}"
    )
    undertaking = monitoring.of_project(Project.objects.get(pk=project.pk))
    making.measured(undertaking, number=30)
    hidden = monitoring.indicator(undertaking, 0)
    monitoring.value(hidden, monitoring.period(undertaking), 77, status="approved")

    tree = making.tree()
    assert making.errors(tree) == []
    # Committed, paid less what came back, spent as accepted, and what others have pledged.
    assert _sums(tree) == {"2": 60_000, "3": 35_700, "4": 1_200, "13": 2_000}
    assert sum(int(v) for v in tree.xpath("//budget/value/text()")) == 60_000
    assert tree.xpath("//planned-disbursement/value/text()") == ["24000"]
    assert tree.xpath("//recipient-country/@code") == ["KE", "TZ", "UG"]
    assert tree.xpath("//recipient-country/@percentage") == ["33.33", "33.33", "33.34"]
    assert tree.xpath("//sector/@vocabulary") == ["1", "99", "99", "99"]
    assert tree.xpath("//policy-marker/@significance") == ["1"]
    assert tree.xpath("//reporting-org/@secondary-reporter") == ["1"]
    assert tree.xpath("//baseline/@value") == ["0"]
    assert tree.xpath("//period[1]/target/@value") == ["15"]
    assert tree.xpath("//actual[not(dimension)]/@value") == ["30"]
    parts = tree.xpath("//actual[dimension]")
    assert {p.find("dimension").get("value"): p.get("value") for p in parts} == {
        "women": "15",
        "men": "15",
    }
    text = making.file().decode()
    # Not what is not public, not a place by its coordinates, not who gave how much to the fund.
    assert "Arms marked" not in text
    assert "77" not in "".join(tree.xpath("//actual/@value"))
    assert "36.81722" not in text
    assert not tree.xpath("//location | //point")
    assert "Nordic" not in text


def test_what_is_not_approved_is_not_written():
    undertaking = monitoring.of_project_row()
    indicator = monitoring.indicator(undertaking, 1)
    Indicator.objects.update(is_public=True)
    for number, status in enumerate(("draft", "submitted"), start=1):
        period = monitoring.period(undertaking, number)
        monitoring.value(indicator, period, 11, status=status)
    assert making.tree().xpath("//actual") == []


def test_a_project_is_written_from_its_signature_on():
    project = payments.opened()
    payments.sign(project, "fund", "tomas")
    assert services.write_file(io.BytesIO()) == []
    payments.sign(project, "implementer", "nadia")
    assert len(making.tree().xpath("//iati-activity")) == 1


def test_an_agreement_is_written_as_far_as_both_sides_agreed():
    agreement = making.named(amount=50_000)
    undertaking = monitoring.of_agreement(agreement)
    tree = making.tree()
    assert making.errors(tree) == []
    assert tree.xpath("//transaction | //budget | //tag[@vocabulary='99']") == []
    month = timezone.localdate(agreement.signed_at).replace(day=1).isoformat()
    assert tree.xpath("//activity-date/@iso-date") == [month]
    assert "50000" not in making.file().decode()

    making.show_amounts(undertaking, "amina")
    assert making.tree().xpath("//transaction") == []
    making.show_amounts(undertaking, "dina")
    for side in (agreements.giver(agreement), agreements.recipient(agreement)):
        agreements.deliver(agreement, side, 2)
    tree = making.tree()
    assert making.errors(tree) == []
    assert _sums(tree) == {"2": 50_000, "3": 20_000}
    assert sum(int(v) for v in tree.xpath("//budget/value/text()")) == 50_000
    day = timezone.localdate(agreement.signed_at).isoformat()
    assert day in tree.xpath("//activity-date/@iso-date")


def test_an_agreement_that_only_one_side_names_is_not_written():
    making.named(names=["dina"])
    assert not published_agreements().exists()


def test_an_agreement_is_no_longer_written_once_its_request_is_not_public():
    agreement = making.named()
    assert published_agreements().exists()
    Need.objects.filter(pk=agreement.need.pk).update(audience="members")
    assert not published_agreements().exists()
    assert not Need.objects.visible_to(AnonymousUser()).exists()


def test_the_identifier_of_the_owner_is_kept():
    undertaking = monitoring.of_agreement(making.named())
    services.name_activity(
        undertaking_id=undertaking.pk,
        version=None,
        identifier=" XM-DAC-41304-2026-17 ",
        actor=payments.person("dina"),
    )
    tree = making.tree()
    assert tree.xpath("//iati-identifier/text()") == ["XM-DAC-41304-2026-17"]
    assert tree.xpath("//reporting-org/@secondary-reporter") == ["1"]
    # That it does not begin with our own identifier is what a secondary reporter is for.
    assert {text.split()[1] for text in making.errors(tree)} == {"1.1.21"}


def test_an_activity_is_called_the_same_for_ever():
    making.named()
    first = making.tree().xpath("//iati-identifier/text()")
    assert making.tree().xpath("//iati-identifier/text()") == first
    assert Activity.objects.count() == 1


def test_all_states_and_themes_have_codes_of_the_standard():
    found = countries_of(Country.objects.all())
    assert {country.code for country in found} <= codes("Country")


def test_the_same_questions_are_asked_for_one_activity_and_for_many():
    monitoring.of_project_row()
    making.named()
    with CaptureQueriesContext(
        connection,
    ) as one:
        services.write_file(io.BytesIO())
    for _number in range(3):
        monitoring.of_project_row()
    services.give_codes()
    with CaptureQueriesContext(connection) as many:
        services.write_file(io.BytesIO())
    assert len(published_projects()) == 4
    assert len(many) <= len(one)


def test_activities_are_read_as_they_are_written(monkeypatch):
    for _number in range(3):
        monitoring.of_project_row()
    services.give_codes()
    rows = project_activities(published_projects())
    with CaptureQueriesContext(connection) as asked:
        next(rows)
    monkeypatch.setattr("matchmaking.opendata.gathering.chunks.CHUNK", 1)
    assert len(list(rows)) == 2
    assert len(asked) < 15
    assert list(agreement_activities(published_agreements())) == []


def test_a_day_to_come_is_no_actual_start():
    project = payments.running()
    start = making.days(40)
    Project.objects.filter(pk=project.pk).update(
        starts_on=start, ends_on=start + datetime.timedelta(days=900)
    )
    tree = making.tree()
    assert making.errors(tree) == []
    assert tree.xpath("//activity-date/@type") == ["1", "3"]
    assert len(tree.xpath("//budget")) == 3
