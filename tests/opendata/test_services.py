"""Editions, identifiers of owners, consents to amounts, private calendars."""

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import personal_data
from matchmaking.clocks import services as clocks
from matchmaking.errors import ChangedMeanwhile, NotInThisState
from matchmaking.monitoring.signals import framework_revised, value_returned
from matchmaking.opendata import selectors, services
from matchmaking.opendata.calendars import own_dates
from matchmaking.opendata.iati.standard import DATA
from matchmaking.opendata.models import Activity, AmountsConsent, CalendarAddress, Edition
from matchmaking.opendata.services.naming import refuse_faulty
from tests import cast
from tests.monitoring import making as monitoring
from tests.opendata import making
from tests.payments import making as payments

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed():
    return monitoring.of_agreement(making.named(amount=100))


IDENTIFIERS = {
    "": True,
    "XM-DAC-41304-1": True,
    "GB-CHC-1234567-UGA-04": True,
    "XM-DAC-41304": False,
    "41304-1-2-3": False,
    "XM-DAC-41304-1 2": False,
    "XM-DAC-41304/1": False,
    "XM-DAC-41304-1?": False,
    "XM-DAC-41304-a&b": False,
    "XI-EXAMPLE-0001-P-1": False,
}


@pytest.mark.parametrize(("identifier", "is_one"), IDENTIFIERS.items())
def test_an_identifier_is_one_that_a_publisher_may_have_given(identifier, is_one):
    if is_one:
        refuse_faulty(identifier)
    else:
        with pytest.raises(services.FaultyIdentifier):
            refuse_faulty(identifier)


def _name(undertaking, name, identifier="XM-DAC-41304-1", version=None):
    return services.name_activity(
        undertaking_id=undertaking.pk,
        version=version,
        identifier=identifier,
        actor=payments.person(name),
    )


def test_only_those_whose_it_is_name_it_and_no_two_are_named_alike(agreed):
    for name in ("omar", "sofia", "ali", "boris", "tomas"):
        with pytest.raises(PermissionDenied):
            _name(agreed, name)
    activity = _name(agreed, "amina")
    with pytest.raises(ChangedMeanwhile):
        _name(agreed, "dina", version=activity.version - 1)
    other = monitoring.of_project_row()
    with pytest.raises(services.FaultyIdentifier):
        _name(other, "nadia")
    _name(agreed, "dina", identifier="", version=activity.version)
    assert _name(other, "tomas").identifier == "XM-DAC-41304-1"
    assert Activity.objects.count() == 2


def test_each_side_agrees_for_itself_that_amounts_are_shown(agreed):
    agree = services.consent_to_amounts
    for name, side in (("amina", "giver"), ("dina", "recipient"), ("ali", "recipient")):
        with pytest.raises(PermissionDenied):
            agree(undertaking_id=agreed.pk, side=side, actor=payments.person(name))
    making.show_amounts(agreed, "amina")
    with pytest.raises(NotInThisState):
        making.show_amounts(agreed, "amina")
    kept = AmountsConsent.objects.get()
    assert (kept.wording, kept.organisation.name) == (selectors.amounts_wording(), "Kenya")
    said = personal_data.collect(payments.person("amina"))["open data"]
    assert said["consents to show amounts"][0]["side"] == "recipient"


def test_a_consent_taken_back_takes_the_file_back(agreed, django_capture_on_commit_callbacks):
    making.show_amounts(agreed)
    services.make_edition()
    with selectors.current_edition().file.open() as file:
        assert b"<transaction " in file.read()
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_amounts(
            undertaking_id=agreed.pk, side="giver", actor=payments.person("dina")
        )
    assert selectors.current_edition() is None
    assert b"<transaction " not in making.file()
    with pytest.raises(NotInThisState):
        services.withdraw_amounts(
            undertaking_id=agreed.pk, side="giver", actor=payments.person("dina")
        )


def test_no_edition_is_handed_out_that_names_what_may_not_be_named(agreed):
    edition = services.make_edition()
    assert selectors.current_edition() == edition
    assert edition.activities == len(edition.codes) == 1
    clocks.withdraw_match_consent(
        introduction_id=agreed.agreement.introduction_id,
        side="giver",
        actor=payments.person("dina"),
    )
    assert selectors.current_edition() is None
    assert services.make_edition().activities == 0


def test_a_value_sent_back_takes_the_file_back():
    undertaking = monitoring.of_project_row()
    value = making.measured(undertaking)
    services.make_edition()
    value_returned.send(None, undertaking_id=undertaking.pk, value_id=value.pk)
    assert not Edition.objects.exists()
    services.make_edition()
    framework_revised.send(None, undertaking_id=undertaking.pk)
    assert not Edition.objects.exists()


def test_one_edition_is_made_at_a_time_and_two_are_kept():
    Edition.objects.create()
    assert services.make_edition() is None
    assert selectors.is_being_made()
    hours = timezone.now() - datetime.timedelta(hours=2)
    Edition.objects.update(begun_at=hours)
    assert not selectors.is_being_made()
    made = [services.make_edition() for _number in range(3)]
    assert Edition.objects.count() == 2
    files = [Path(edition.file.path).exists() for edition in made]
    assert (files, made[-1].status) == ([False, True, True], "ready")


def test_a_making_that_fails_is_not_tried_again_at_once(monkeypatch):
    def stop(*_arguments):
        raise OSError

    monkeypatch.setattr("matchmaking.opendata.services.editions.write_activities", stop)
    with pytest.raises(OSError):
        services.make_edition()
    assert Edition.objects.get().status == "failed"
    assert selectors.is_being_made()
    assert selectors.current_edition() is None


def test_a_private_address_ends_when_it_is_made_anew_or_revoked():
    amina = cast.join("amina")
    first = services.make_calendar(actor=amina)
    assert selectors.owner_of_calendar(first) == amina
    second = services.make_calendar(actor=amina)
    assert selectors.owner_of_calendar(first) is None
    assert CalendarAddress.objects.get().token_hash != second
    type(amina).objects.filter(pk=amina.pk).update(is_active=False)
    assert selectors.owner_of_calendar(second) is None
    type(amina).objects.filter(pk=amina.pk).update(is_active=True)
    assert selectors.owner_of_calendar(second) == amina
    services.revoke_calendar(actor=amina)
    assert selectors.owner_of_calendar(second) is None


def test_a_private_calendar_says_what_is_due_and_not_of_what():
    project = payments.running()
    project.reports.update(due_on=making.TODAY)
    nadia = payments.person("nadia")
    entries = list(own_dates(nadia))
    assert entries
    title = project.application.proposal.title
    assert not any(title in entry.words or project.number in entry.words for entry in entries)
    assert all(entry.path for entry in entries)


def test_the_shipped_files_name_their_licence():
    assert "CC BY 4.0" in (DATA / "SOURCES.md").read_text()
