"""Conflicts of interest: found, declared, reported; confirmed or dismissed by somebody else."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import services as people
from accounts.choices import Role
from accounts.models import Membership, Organisation
from matchmaking import audit
from matchmaking.applications import conflicts, policies, selectors, services
from matchmaking.applications.choices import ConflictStatus, Ground
from matchmaking.applications.models import Application, Conflict
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.projects.models import BudgetLine
from matchmaking.vocabulary.models import Country
from tests import cast
from tests.applications import making
from tests.needs import making as needs
from tests.projects import making as proposals

pytestmark = pytest.mark.django_db


def sees(name, application):
    person = making.person(name)
    return Application.objects.visible_to(person).filter(pk=application.pk).exists()


def give_role(person, name, role):
    place = Organisation.objects.get(name=name)
    return people.give_role(user=person, organisation=place, role=role)


def found(application, name):
    rows = application.conflicts.filter(person__full_name=name.title())
    return {(row.ground, row.status) for row in rows}


def works_for_the_state(petra):
    give_role(petra, "Kenya", Role.VIEWER)


def worked_for_the_implementer(petra):
    give_role(petra, "Example Implementer", Role.VIEWER)
    ended = timezone.now() - datetime.timedelta(days=300)
    Membership.objects.filter(user=petra, organisation__name="Example Implementer").update(
        ended_at=ended
    )


def is_a_national(petra):
    services.add_interest(actor=petra, country=Country.objects.get(pk="KEN"))


def advises_the_implementer(petra):
    place = Organisation.objects.get(name="Example Implementer")
    services.add_interest(actor=petra, organisation=place, words="On its board")


def gives_with_the_donor(petra):
    cast.join("dina")
    give_role(petra, "Nordic Agency", Role.VIEWER)


@pytest.mark.parametrize(
    ("fact", "ground"),
    [
        (works_for_the_state, Ground.NATIONALITY),
        (worked_for_the_implementer, Ground.ORGANISATION),
        (is_a_national, Ground.NATIONALITY),
        (advises_the_implementer, Ground.ORGANISATION),
        (gives_with_the_donor, Ground.DONOR),
    ],
)
def test_a_fact_keeps_a_person_away_from_the_moment_an_application_comes_in(
    fact, ground, petra, tomas, amina, nadia
):
    proposal = making.proposal()
    BudgetLine.objects.filter(proposal=proposal, cofinancing_minor__gt=0).update(
        cofinancer="Nordic agency"
    )
    fact(petra)
    application = making.submitted(of=proposal)
    assert (ground, ConflictStatus.FOUND) in found(application, "petra")
    assert not sees("petra", application)
    assert sees("tomas", application)
    assert not making.person("petra").notifications.filter(subject_id=application.pk).exists()
    conflict = application.conflicts.filter(ground=ground).first()
    assert conflicts.sentence(conflict)


def test_whoever_wrote_or_worked_on_it_before_is_kept_away(petra, hugo, tomas, amina):
    proposal = making.proposal()
    proposals.join(proposal, petra, "reader", "Example Fund")
    need = needs.published()
    proposal.needs.add(need)
    audit.record(need, "edit", actor=hugo)
    application = making.submitted(of=proposal)
    assert found(application, "petra") == {("earlier_work", "found")}
    assert found(application, "hugo") == {("earlier_work", "found")}
    assert found(application, "tomas") == set()
    # What the fund itself does with the application is not earlier work.
    making.eligible(application=application)
    services.find_conflicts(application=making.fresh(application))
    assert found(application, "tomas") == set()


def test_somebody_who_joins_later_is_kept_away_at_once(petra, tomas):
    application = making.submitted()
    assert sees("petra", application)
    works_for_the_state(petra)
    assert not sees("petra", application)
    assert sees("tomas", application)


def test_the_night_finds_what_nobody_told(petra):
    need, proposal = needs.published(), making.proposal()
    proposal.needs.add(need)
    application = making.submitted(of=proposal)
    audit.record(need, "edit", actor=petra)
    assert sees("petra", application)
    assert services.find_all() == 1
    assert services.find_all() == 0
    assert not sees("petra", application)


def test_a_dismissed_conflict_lets_in_again_and_is_not_found_anew(petra, tomas, amina):
    works_for_the_state(petra)
    application = making.submitted()
    for conflict in application.conflicts.all():
        with pytest.raises(PermissionDenied):
            services.dismiss_conflict(conflict_id=conflict.pk, actor=petra, reason="I am fair.")
        with pytest.raises(ReasonMissing):
            services.dismiss_conflict(conflict_id=conflict.pk, actor=tomas, reason=" ")
        services.dismiss_conflict(conflict_id=conflict.pk, actor=tomas, reason="Ten years ago.")
    assert sees("petra", application)
    assert services.find_conflicts(application=application) == []
    assert sees("petra", application)
    assert {row.decided_by for row in application.conflicts.all()} == {tomas}


def test_a_declared_conflict_stands_and_its_person_cannot_take_it_back(tomas, petra):
    application = making.submitted()
    with pytest.raises(DomainError):
        making.recuse(application, "tomas", words=" ")
    making.recuse(application, "tomas")
    conflict = Conflict.objects.get()
    assert (conflict.status, conflict.source) == ("standing", "declared")
    assert not sees("tomas", application)
    for act in (services.confirm_conflict, services.dismiss_conflict):
        with pytest.raises(PermissionDenied):
            act(conflict_id=conflict.pk, actor=making.person("tomas"), reason="No.")
    assert list(selectors.conflicts_for_listing(making.person("tomas"))) == []
    assert list(selectors.conflicts_for_listing(petra)) == [conflict]


def test_a_report_holds_until_another_administrator_decides(tomas, petra, hugo, amina):
    application = making.submitted()
    about = {"application_id": application.pk, "ground": "personal", "words": "Married."}
    services.report_conflict(**about, person=petra, actor=tomas)
    assert not sees("petra", application)
    with pytest.raises(DomainError):
        services.report_conflict(**about, person=amina, actor=tomas)
    with pytest.raises(PermissionDenied):
        services.report_conflict(**about, person=tomas, actor=tomas)
    with pytest.raises(PermissionDenied):
        services.report_conflict(**about, person=tomas, actor=hugo)  # who does not know of it
    conflict = Conflict.objects.get()
    services.confirm_conflict(conflict_id=conflict.pk, actor=tomas)
    conflict.refresh_from_db()
    assert (conflict.status, conflict.decided_by) == ("standing", tomas)


def test_a_person_of_the_fund_declares_before_reading_and_the_system_knows_better(tomas, petra):
    application = making.submitted()
    assert policies.must_declare(tomas, application)
    assert services.declare_no_conflict(application_id=application.pk, actor=tomas)
    assert not policies.must_declare(tomas, application)
    Membership.objects.create(
        user=petra, organisation=Organisation.objects.get(name="Kenya"), role=Role.VIEWER
    )
    Conflict.objects.all().delete()  # nobody has looked yet
    petra = making.person("petra")
    assert not services.declare_no_conflict(application_id=application.pk, actor=petra)
    assert not sees("petra", application)


def test_a_member_of_the_applicant_who_also_judges_is_kept_away_like_anybody_else(amina):
    give = Organisation.objects.get(memberships__user=cast.join("tomas"))
    people.give_role(user=amina, organisation=give, role=Role.REVIEWER)
    application = making.submitted()
    assert not sees("amina", application)


def test_the_secretariat_donors_and_reviewers_without_a_task_know_of_no_application(
    sofia, dina, rania, boris, omar
):
    application = making.submitted()
    for name in ("sofia", "dina", "rania", "boris", "omar"):
        assert not sees(name, application), name
    for name in ("amina", "nadia", "tomas"):
        assert sees(name, application), name
