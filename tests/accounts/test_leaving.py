import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit, selectors, services
from accounts.choices import Role
from accounts.errors import DomainError, NotInThisState, ReasonMissing
from accounts.models import Membership, Organisation
from accounts.notifications.models import Notification, TaskHolder
from accounts.services.leaving import LastBroker, LastFocalPoint
from accounts.signals import person_left
from tests import cast
from tests.accounts import making
from tests.needs import making as needs


def has_focal_point(name="Kenya"):
    rows = selectors.with_focal_point(Organisation.objects.filter(name=name))
    return rows.get().has_focal_point


def leave(name, **changes):
    role = making.role_of(name)
    return services.end_membership(membership_id=role.pk, **{"actor": role.user, **changes})


# --- Who ends which role ----------------
def test_a_person_leaves_by_the_page(visit, ali, amina):
    role = making.role_of("ali")
    answer = visit(ali).post(f"/people/roles/{role.pk}/end/", follow=True)
    assert "The role has ended." in answer.text
    role.refresh_from_db()
    assert role.ended_at is not None
    assert role.pk not in [m.pk for m in selectors.people_of(making.organisation())]


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("amina", True),
        ("sofia", True),
        ("vera", False),
        ("boris", False),
        ("dina", False),
        ("elena", False),
        ("omar", False),
    ],
)
def test_who_ends_the_role_of_somebody_else(request, amina, ali, name, allowed):
    actor = request.getfixturevalue(name)
    if allowed:
        leave("ali", actor=actor, reason="Moved to another ministry")
        assert making.role_of("ali").ended_at is not None
    else:
        with pytest.raises(PermissionDenied):
            leave("ali", actor=actor, reason="Moved to another ministry")
        assert making.role_of("ali").ended_at is None


def test_ending_the_role_of_somebody_else_needs_a_reason_that_they_read(visit, amina, ali):
    role = making.role_of("ali")
    page = visit(amina).post(f"/people/roles/{role.pk}/end/", {"reason": ""})
    assert '<a href="#id_reason">' in page.text
    with pytest.raises(ReasonMissing):
        leave("ali", actor=amina)
    leave("ali", actor=amina, reason="Moved")
    assert Notification.objects.get(user=ali, kind="role_ended").params["reason"] == "Moved"


def test_a_role_ends_once(amina, ali):
    leave("ali")
    with pytest.raises(NotInThisState):
        leave("ali")


# --- The last focal point ----------------
def test_the_last_focal_point_cannot_leave(visit, amina, ali, sofia):
    role = making.role_of("amina")
    page = visit(amina).post(f"/people/roles/{role.pk}/end/")
    assert "This is the only focal point of the State." in page.text
    assert has_focal_point()


def test_the_last_focal_point_cannot_force_it(amina, ali):
    with pytest.raises(LastFocalPoint):
        leave("amina", in_spite=True)
    assert has_focal_point()


def test_the_last_focal_point_passes_the_role_on_and_leaves(visit, amina, ali):
    role = making.role_of("amina")
    sent = {"successor": ali.pk, "passes_role": "on"}
    visit(amina).post(f"/people/roles/{role.pk}/end/", sent)
    held = Membership.objects.filter(role=Role.FOCAL_POINT, ended_at=None)
    assert [m.user for m in held] == [ali]
    assert not Notification.objects.filter(kind="no_focal_point").exists()


def test_one_of_two_focal_points_may_leave(amina, ali):
    services.give_role(user=ali, organisation=making.organisation(), role=Role.FOCAL_POINT)
    leave("amina")
    assert has_focal_point()


def test_a_closed_account_does_not_count_as_focal_point(amina, ali):
    services.give_role(user=ali, organisation=making.organisation(), role=Role.FOCAL_POINT)
    ali.is_active = False
    ali.save()
    with pytest.raises(LastFocalPoint):
        leave("amina")


def test_the_secretariat_is_refused_at_first_then_ends_it_and_the_loss_is_seen(visit, amina, sofia):
    role = making.role_of("amina")
    address = f"/people/roles/{role.pk}/end/"
    page = visit(sofia).post(address, {"reason": "Retired"})
    assert "This is the only focal point of the State." in page.text
    visit(sofia).post(address, {"reason": "Retired", "in_spite": "on"})
    assert not has_focal_point()
    told = Notification.objects.get(user=sofia, kind="no_focal_point")
    assert told.params["organisation"] == "Kenya"
    page = visit(sofia).get("/people/organisations/?focal_point=no")
    assert [row.name for row in page.context["results"].rows] == ["Kenya"]
    assert "without focal point" in page.text
    lost = audit.history(making.organisation())[0]
    assert (str(lost.verb), lost.who, lost.reason) == (
        "left without focal point",
        "Sofia",
        "Retired",
    )


def test_the_last_broker_cannot_leave_at_all(sofia):
    role = making.role_of("sofia", "Secretariat")
    with pytest.raises(LastBroker):
        services.end_membership(membership_id=role.pk, actor=sofia, in_spite=True)


# --- Handing over ----------------
@pytest.fixture
def held_task(amina, ali):
    """Ali has taken a task that waits for everyone who drafts for Kenya."""
    need = needs.draft()
    return TaskHolder.objects.create(source="finish_need", subject_id=need.pk, user=ali)


@pytest.fixture
def drafting(monkeypatch):
    """Let the tasks of this test be the drafts of needs."""
    from accounts.choices import Role
    from accounts.notifications import inbox
    from matchmaking.needs.models import Need

    def rows(user):
        mine = selectors.organisation_ids(user, [Role.FOCAL_POINT, Role.DRAFTER])
        return Need.objects.filter(organisation__in=mine) if mine else None

    def task(need):
        return inbox.Task(
            pk=need.pk, text=need.title, url="/", organisation_id=need.organisation_id
        )

    monkeypatch.setattr(inbox, "_sources", {})
    inbox.register(inbox.Source(name="finish_need", label="Finish", rows=rows, task=task))


def test_tasks_go_to_the_successor(drafting, held_task, amina, ali):
    leave("ali", successor_id=amina.pk)
    held_task.refresh_from_db()
    assert held_task.user == amina
    handed = [e for e in audit.history(making.role_of("ali")) if "handed over" in str(e.verb)]
    assert len(handed) == 1


def test_without_successor_tasks_go_back_to_the_organisation(drafting, held_task, ali):
    leave("ali")
    assert not TaskHolder.objects.exists()


def test_a_task_that_is_still_theirs_stays(drafting, held_task, amina, ali):
    services.give_role(user=ali, organisation=making.organisation(), role=Role.FOCAL_POINT)
    drafter = Membership.objects.get(user=ali, role=Role.DRAFTER)
    services.end_membership(membership_id=drafter.pk, actor=ali, successor_id=amina.pk)
    held_task.refresh_from_db()
    assert held_task.user == ali


def test_a_successor_is_a_colleague(visit, amina, ali, boris):
    with pytest.raises(DomainError):
        leave("ali", successor_id=boris.pk)
    role = making.role_of("ali")
    page = visit(ali).post(f"/people/roles/{role.pk}/end/", {"successor": boris.pk})
    assert '<a href="#id_successor">' in page.text
    role.refresh_from_db()
    assert role.ended_at is None


def test_others_hear_who_left_and_who_takes_over(amina, ali, django_capture_on_commit_callbacks):
    heard = []

    def hear(**said):
        heard.append((said["user_id"], said["organisation_id"], said["successor_id"]))

    person_left.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            leave("ali", successor_id=amina.pk)
    finally:
        person_left.disconnect(hear)
    assert heard == [(ali.pk, making.organisation().pk, amina.pk)]


# --- Who speaks for whom ----------------
def test_an_organisations_people_are_for_its_members_and_the_secretariat(
    visit, amina, boris, sofia
):
    kenya = making.organisation().pk
    assert "Amina" in visit(sofia).get(f"/people/organisations/{kenya}/").text
    assert visit(boris).get(f"/people/organisations/{kenya}/").status_code == 404
    rows = visit(boris).get("/people/organisations/").context["results"].rows
    assert [row.name for row in rows] == ["Bulgaria"]
    assert b"Kenya" not in b"".join(visit(boris).get("/people/organisations/export/csv/"))


def test_the_list_counts_people_not_roles(visit, amina, ali):
    services.give_role(user=ali, organisation=making.organisation(), role=Role.VIEWER)
    cast.join("vera")
    leave("vera")
    [row] = visit(amina).get("/people/organisations/").context["results"].rows
    assert row.people == 2
