import datetime

from accounts.notifications import services
from accounts.notifications.digests import send_digests
from accounts.notifications.models import Email
from accounts.notifications.reminding import remind_of_tasks
from tests import cast
from tests.needs import making as needs


def told(person):
    return person.notifications.filter(kind="task_due")


def on_day(need, days):
    """Return the day that is so many days after the request was submitted."""
    return need.submitted_at.date() + datetime.timedelta(days=days)


def test_a_task_is_reminded_of_three_days_before_its_last_one_and_once(sofia, amina):
    need = needs.submitted(title="Racks")
    assert remind_of_tasks(today=on_day(need, 1)) == 0
    assert remind_of_tasks(today=on_day(need, 2)) == 1
    assert remind_of_tasks(today=on_day(need, 3)) == 0
    assert remind_of_tasks(today=on_day(need, 30)) == 0
    assert told(sofia).get().params == {"task": "Publish a request"}
    assert not told(amina).exists()


def test_whoever_gave_a_task_away_is_not_reminded(sofia):
    need = needs.submitted()
    other = cast.join("elena")
    other.memberships.update(role="broker")
    services.give_task(source="publish_need", pk=need.pk, actor=sofia, to=other)
    assert remind_of_tasks(today=on_day(need, 4)) == 1
    assert told(other).exists()
    assert not told(sofia).exists()


def test_a_reminder_comes_in_the_language_of_its_reader_and_names_no_record(sofia):
    sofia.language = "fr"
    sofia.save()
    need = needs.submitted(title="Racks")
    remind_of_tasks(today=on_day(need, 4))
    send_digests("daily")
    letter = Email.objects.get(user=sofia, key__startswith="digest")
    assert "Racks" not in letter.text + letter.html
    assert f"/fr/needs/{need.pk}/" in letter.text
