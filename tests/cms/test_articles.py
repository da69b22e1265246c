import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from cms import selectors
from cms.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return ArticleIndexPage.objects.get()


def write(index, title, **values):
    body = json.dumps([{"type": "text", "value": f"<p>{title} in full.</p>"}])
    page = ArticlePage(title=title, intro="In short.", body=body, **values)
    index.add_child(instance=page)
    return page


def test_a_visitor_reads_an_article_and_finds_back(index, client):
    page = client.get("/articles/who-sees-what/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Institution, place, exact site, contact" in text
    assert "National reporting and transparency" in text
    assert 'href="/articles/"' in text
    assert text.count("<h1") == 1


def test_an_article_keeps_its_own_language_in_an_arabic_page(index, client):
    text = client.get("/ar/articles/who-sees-what/").content.decode()
    assert 'dir="rtl"' in text
    assert '<div lang="en" dir="ltr">' in text
    assert "التقارير الوطنية والشفافية" in text


def test_the_list_shows_the_newest_first_and_in_pages(index, client):
    for day in range(1, 13):
        write(index, f"News {day}", date=datetime.date(2030, 1, day))
    first = client.get("/articles/").content.decode()
    assert first.index("News 12") < first.index("News 3")
    assert "News 2<" not in first
    second = client.get("/articles/?page=2").content.decode()
    assert "News 2<" in second
    assert "?page=1" in second


@pytest.mark.parametrize("page", ["0", "99", "x", ""])
def test_a_page_number_that_makes_no_sense_gives_a_page(index, client, page):
    assert client.get(f"/articles/?page={page}").status_code == 200


def test_a_meeting_that_an_article_announces_stands_in_the_public_calendar(index, client):
    begins = timezone.now().replace(microsecond=0) + datetime.timedelta(days=9)
    about = {"meets_at": begins, "meets_until": begins + datetime.timedelta(hours=3)}
    page = write(index, "Regional meeting", meets_in="Room XX, Geneva", **about)
    write(index, "Not yet", live=False, **about)
    write(index, "Long ago", meets_at=begins - datetime.timedelta(days=400))
    answer = client.get("/open-data/calendars/meetings.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Regional meeting"
    assert str(event["location"]) == "Room XX, Geneva"
    assert event.decoded("dtend") - event.decoded("dtstart") == datetime.timedelta(hours=3)
    assert str(event["url"]).endswith("/articles/regional-meeting/")
    assert "Room XX, Geneva" in client.get(page.get_url()).content.decode()
    page.meets_until = begins - datetime.timedelta(hours=1)
    with pytest.raises(ValidationError):
        page.clean()


def test_an_unpublished_article_is_nowhere(index, client):
    page = write(index, "Not yet", live=False)
    assert client.get("/articles/not-yet/").status_code == 404
    assert "Not yet" not in client.get("/articles/").content.decode()
    assert page not in selectors.featured_articles([page.pk])


def test_the_list_without_articles_says_so(index, client):
    for page in ArticlePage.objects.all():
        page.delete()
    assert "There are no articles yet" in client.get("/articles/").content.decode()


def test_featured_articles_are_those_chosen_in_their_order_or_else_the_newest(index):
    first, second = (write(index, f"News {day}") for day in (1, 2))
    assert selectors.featured_articles([second.pk, first.pk]) == [second, first]
    assert selectors.featured_articles([])[0] == second
    assert len(selectors.featured_articles([])) == 3
