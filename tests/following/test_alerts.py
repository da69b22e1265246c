"""A saved search alerts once: what is new, and what its owner may know of at that moment."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

import search
from accounts import services as people
from accounts.models import Membership
from accounts.notifications import delivery, unsubscribing
from accounts.notifications.models import Email, Notification
from matchmaking.following import alerting, services
from matchmaking.following.models import SavedSearch
from matchmaking.following.tasks import alert_at_once, send_alerts
from matchmaking.needs import services as needs
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from search import sync
from tests.following.making import again, saved
from tests.needs import making
from tests.offers import making as offers


@pytest.fixture
def publish():
    def make(**changes):
        need = making.published(**changes)
        index("need")
        return need

    return make


def index(type):
    """Index what has changed; no test commits, so nothing else does."""
    sync.drain(type)


def alerts():
    """Return the letters of saved searches; owners are told of other things as well."""
    return Email.objects.filter(kind="saved_search").order_by("pk")


def letters():
    return [email.subject for email in alerts()]


def test_a_saved_search_alerts_a_donor_once(publish, dina):
    saved(dina)
    publish(title="Marking for the police")
    assert send_alerts("daily") == 1
    assert letters() == ["1 new in “Marking”"]
    assert "Marking for the police" in alerts().get().text
    assert dina.notifications.get().params == {"count": 1, "name": "Marking"}


def test_a_task_that_runs_twice_alerts_once(publish, dina):
    saved(dina)
    publish()
    assert [send_alerts("daily"), send_alerts("daily")] == [1, 0]
    assert len(letters()) == 1
    assert Notification.objects.filter(kind="saved_search").count() == 1


def test_only_what_the_filters_find_is_news(publish, dina):
    saved(dina, query="theme=DST")
    publish()
    assert send_alerts("daily") == 0


def test_what_was_there_before_is_no_news(publish, dina):
    publish()
    saved(dina)
    assert send_alerts("daily") == 0


def test_a_record_that_is_edited_is_not_new(publish, dina, amina):
    saved(dina)
    need = publish()
    send_alerts("daily")
    edit(need, amina, title="Marking, second wording")
    assert send_alerts("daily") == 0


def test_an_old_record_that_is_edited_is_not_new(publish, dina, amina):
    need = publish()
    saved(dina)
    edit(need, amina, title="Marking, second wording")
    assert send_alerts("daily") == 0


def edit(need, actor, **changes):
    need.refresh_from_db()
    needs.edit_need(
        need_id=need.pk, actor=actor, version=need.version, fields=making.fields(**changes)
    )
    index("need")


def test_what_is_withdrawn_before_the_letter_is_not_in_it(publish, dina, amina):
    saved(dina)
    need = publish(title="Secret after all")
    publish(title="Stays")
    needs.withdraw_need(need_id=need.pk, actor=amina)
    index("need")
    send_alerts("daily")
    letter = alerts().get()
    assert letter.subject == "1 new in “Marking”"
    assert "Secret after all" not in letter.text


def show_to(need, audience):
    """Let the audience of a published request be another one."""
    Need.objects.filter(pk=need.pk).update(audience=audience)
    search.enqueue("need", [need.pk])
    index("need")


def test_what_is_for_members_is_no_news_for_somebody_outside(publish, omar, dina):
    for person in (omar, dina):
        saved(person)
    show_to(publish(title="For members"), "members")
    send_alerts("daily")
    assert alerts().get().user == dina


def test_the_title_of_what_is_for_members_stays_out_of_the_letter(publish, dina):
    saved(dina)
    show_to(publish(title="For members"), "members")
    publish(title="For all")
    send_alerts("daily")
    letter = alerts().get()
    assert letter.subject == "2 new in “Marking”"
    assert "For all" in letter.text
    assert "For members" not in letter.text + letter.html


def test_what_becomes_visible_later_is_news_then_and_once(publish, omar):
    saved(omar)
    need = publish()
    show_to(need, "members")
    assert send_alerts("daily") == 0
    show_to(need, "public")
    assert send_alerts("daily") == 1
    show_to(need, "members")
    show_to(need, "public")
    assert send_alerts("daily") == 0


def test_somebody_who_is_no_member_any_more_is_asked_as_what_they_are_now(publish, dina):
    saved(dina)
    show_to(publish(), "members")
    people.end_role(membership=Membership.objects.get(user=dina))
    assert send_alerts("daily") == 0


def test_each_gets_alerts_as_often_as_they_chose(publish, dina, diego, omar):
    saved(dina, frequency="daily")
    saved(diego, frequency="weekly")
    saved(omar, frequency="none")
    publish()
    send_alerts("daily")
    send_alerts("weekly")
    alert_at_once()
    assert {email.user for email in alerts()} == {dina, diego}


def test_at_once_means_when_it_is_published(dina, django_capture_on_commit_callbacks, mailoutbox):
    saved(dina, frequency="at_once")
    with django_capture_on_commit_callbacks(execute=True):
        making.published(title="Marking for the police")
    assert [m.subject for m in mailoutbox if m.to == [dina.email]] == ["1 new in “Marking”"]


def test_offers_are_followed_alike(amina, dina):
    saved(amina, listing="offers", query="")
    offer = offers.published(title="Engraving stations")
    index("offer")
    assert send_alerts("daily") == 1
    assert str(Offer.objects.get(pk=offer.pk)) in alerts().get().text


def test_a_letter_is_in_the_language_of_its_reader_and_leads_to_the_search(publish, dina, settings):
    dina.language = "ar"
    dina.save()
    search_ = saved(dina)
    publish()
    send_alerts("daily")
    assert f"{settings.SITE_URL}/ar/following/{search_.pk}/" in alerts().get().text


def test_the_link_of_a_letter_ends_these_alerts_and_keeps_the_search(publish, dina):
    first, second = saved(dina), saved(dina, name="All", query="")
    publish()
    send_alerts("daily")
    delivery.deliver()
    link = alerts().get(subject__contains="Marking").unsubscribe_url
    unsubscribing.read_token(link.rstrip("/").rpartition("/")[2]).grant()
    assert again(first).frequency == "none"
    assert again(second).frequency == "daily"
    publish()
    assert send_alerts("daily") == 1


def test_the_link_of_a_search_that_is_gone_still_works(publish, dina):
    search_ = saved(dina)
    token = unsubscribing.token_for(dina, f"search:{search_.pk}")
    services.delete_search(search_id=search_.pk, actor=dina)
    wish = unsubscribing.read_token(token)
    wish.grant()
    assert wish.text == "a saved search that is gone"


def test_following_anew_begins_anew(publish, dina):
    search_ = saved(dina)
    services.stop_following(search_id=search_.pk, user=dina)
    publish()
    services.change_search(search_id=search_.pk, actor=dina, name="Marking", frequency="daily")
    assert send_alerts("daily") == 0


def test_what_a_worker_has_told_at_the_same_moment_is_not_told_again(publish, dina, monkeypatch):
    search_ = saved(dina)
    need = publish()
    monkeypatch.setattr(alerting, "news_of", lambda saved: [need])
    assert alerting.alert(search_.pk)
    assert not alerting.alert(search_.pk)
    assert len(letters()) == 1


def test_a_search_that_is_forgotten_meanwhile_tells_nothing(db):
    assert not alerting.alert(4711)


def test_news_is_looked_for_only_where_something_was_published(
    dina, django_assert_max_num_queries, publish
):
    search_ = saved(dina)
    publish()
    later = timezone.now() + datetime.timedelta(hours=1)
    SavedSearch.objects.update(followed_since=later)
    search_ = again(search_)
    with django_assert_max_num_queries(4):
        assert alerting.news_of(search_) == []


def test_the_command_does_what_the_calendar_does(publish, dina, capsys):
    saved(dina)
    publish()
    call_command("send_alerts", "daily")
    call_command("send_alerts", "daily")
    assert capsys.readouterr().out.split() == ["alerts", "sent:", "1", "alerts", "sent:", "0"]
