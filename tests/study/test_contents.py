"""What a study finds in a world of chance equals what its records say, and holds no names."""

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from matchmaking.errors import DomainError
from matchmaking.insights.models import Fact
from matchmaking.observations.choices import ObservationStatus
from matchmaking.observations.models import Observation, ObservedItem
from matchmaking.study import services
from matchmaking.study.choices import StudyStatus
from matchmaking.study.models import Study
from tests import cast
from tests.insights import making as insights
from tests.lessons import making as lessons
from tests.monitoring import making as monitoring
from tests.study import making

pytestmark = pytest.mark.django_db


def test_the_first_chapter_agrees_with_the_public_facts():
    insights.world()
    found = making.study().contents["adequacy"]
    needs = [row for row in Fact.objects.filter(subject="need") if "asked" in row.days]
    total = found["courses"]["total"]
    assert (
        total["asked"]
        == len(needs)
        == sum(one["asked"] for one in found["courses"]["years"].values())
    )
    assert total["delivered"] == sum("delivered" in row.days for row in needs) > 0
    assert total["secured"] == sum(bool({"agreed", "carried"} & set(row.days)) for row in needs)
    priced = [row.amounts[""]["asked"] for row in needs if row.amounts[""]["asked"] is not None]
    assert (total["priced"], total["asked_minor"]) == (len(priced), sum(priced))
    assert found["figures"]["funded"]["number"] == 1


def test_a_request_of_another_time_is_not_counted():
    insights.world(size=3)
    long_ago = datetime.date(2019, 12, 31)
    found = making.study(since=datetime.date(2019, 1, 1), until=long_ago).contents
    assert found["adequacy"]["courses"]["total"]["asked"] == 0
    assert found["effectiveness"]["undertakings"] == 0


@pytest.fixture
def measured():
    """One agreement with one approved value that may be published, one that may not."""
    one = monitoring.undertaking()
    first = monitoring.period(one, 1)
    value = monitoring.value(monitoring.indicator(one, 0), first, 3, status="approved")
    first.starts_on = first.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    first.save()
    value.indicator.is_public = True
    value.indicator.save()
    return one, value


def test_results_are_read_from_approved_public_values(measured):
    undertaking, value = measured
    found = making.study().contents["effectiveness"]
    assert (found["undertakings"], found["with_values"]) == (1, 1)
    indicators = sum(one["indicators"] for one in found["levels"].values())
    assert indicators == undertaking.indicators.filter(is_public=True).count()
    assert sum(one["defined"] for one in found["levels"].values()) == 1
    value.indicator.is_public = False
    value.indicator.save()
    assert making.study().contents["effectiveness"]["with_values"] == 0


def test_scores_are_counted_and_never_averaged(measured):
    undertaking, _value = measured
    lessons.evaluation(undertaking, points=5)
    lessons.published()
    found = making.study().contents
    assert found["scores"]["evaluations"] == 1
    given = [one["given"] for one in found["scores"]["criteria"]]
    assert given
    assert all(sum(one.values()) == 1 for one in given)
    assert sum(found["lessons"]["kinds"].values()) == 1


def observed(undertaking, months, in_use, status=ObservationStatus.VERIFIED):
    now = timezone.now()
    is_verified = status == ObservationStatus.VERIFIED
    row = Observation.objects.create(
        undertaking=undertaking,
        months=months,
        due_on=timezone.localdate(),
        asked=undertaking.agreement.need.organisation,
        status=status,
        entered_at=now,
        evaluator=cast.join("elena") if is_verified else None,
        verified_at=now if is_verified else None,
    )
    ObservedItem.objects.create(observation=row, title="Machines", in_use=in_use, staffed="no")


def test_observations_are_added_up_only_where_three_were_answered(measured):
    undertaking, _value = measured
    others = [monitoring.undertaking() for _ in range(2)]
    observed(undertaking, 12, "yes")
    observed(others[0], 12, "partly", status=ObservationStatus.ENTERED)
    assert making.study().contents["sustainability"]["months"]["12"]["things"] is None
    observed(others[1], 12, "yes")
    found = making.study().contents["sustainability"]["months"]["12"]
    assert (found["due"], found["answered"], found["verified"], found["things"]) == (3, 3, 2, 3)
    assert found["answers"]["in_use"] == {"yes": 2, "partly": 1}
    assert found["answers"]["budgeted"] == {"not_known": 3}


def test_no_name_of_a_state_or_organisation_is_in_it():
    insights.world(size=4)
    kept = json.dumps(making.study().contents)
    for name in ("KEN", "Kenya", "Nordic Agency", "Example Implementer"):
        assert name not in kept


def test_a_nobody_asks_for_none_and_a_period_must_be_possible():
    today = timezone.localdate()
    with pytest.raises(PermissionDenied):
        services.ask_for_study(since=today, until=today, actor=cast.join("omar"))
    tomorrow, yesterday = today + datetime.timedelta(1), today - datetime.timedelta(1)
    for since, until in ((today, yesterday), (today, tomorrow)):
        with pytest.raises(DomainError) as refusal:
            services.ask_for_study(since=since, until=until, actor=cast.join("dina"))
        assert refusal.value.field == "until"
    assert not Study.objects.exists()


def test_asking_twice_waits_for_the_one_that_is_being_made():
    today, dina = timezone.localdate(), cast.join("dina")
    one, is_new = services.ask_for_study(since=today, until=today, actor=dina)
    again, is_newer = services.ask_for_study(since=today, until=today, actor=cast.join("sofia"))
    assert (is_new, is_newer, one) == (True, False, again)
    services.make_study(study_id=one.pk)
    made_at = Study.objects.get().made_at
    services.make_study(study_id=one.pk)  # a task that is delivered twice
    assert Study.objects.get().made_at == made_at


def test_a_failure_is_kept_and_said(monkeypatch):
    def breaks(*_args):
        raise RuntimeError("no")

    monkeypatch.setattr(services, "contents", breaks)
    with pytest.raises(RuntimeError):
        making.study()
    assert Study.objects.get().status == StudyStatus.FAILED


def test_others_know_of_a_study_once_it_is_ready():
    today = timezone.localdate()
    one, _new = services.ask_for_study(since=today, until=today, actor=cast.join("dina"))
    names = ("dina", "amina", "sofia", "omar")
    knows = {name: Study.objects.visible_to(cast.join(name)).exists() for name in names}
    assert knows == {"dina": True, "amina": False, "sofia": True, "omar": False}
    services.make_study(study_id=one.pk)
    assert Study.objects.visible_to(cast.join("omar")).get() == one
