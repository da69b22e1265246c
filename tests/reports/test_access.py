"""Who gets which answer at the addresses of one report of Kenya."""

import pytest
from django.urls import reverse

from tests.reports.making import read

pytestmark = pytest.mark.django_db

LOOK = ("detail", "status", "file", "review")
ACT = ("replace", "read", "delete", "merge", "add")
DECIDE = ("edit", "accept", "reject", "restore", "split")
OWN, INSIDE, STRANGERS = ("amina", "ali"), ("vera", "sofia"), ("boris", "dina", "omar")


@pytest.fixture
def report(amina):
    return read()


@pytest.fixture
def people(request):
    return {name: request.getfixturevalue(name) for name in (*OWN, *INSIDE, *STRANGERS)}


def addresses(report):
    candidate = report.candidates.first()
    looks = {reverse(f"reports:{name}", args=[report.pk]): name for name in LOOK}
    looks[reverse("reports:passage", args=[report.pk, candidate.pk])] = "passage"
    acts = [reverse(f"reports:{name}", args=[report.pk]) for name in ACT]
    acts += [reverse(f"reports:{name}", args=[report.pk, candidate.pk]) for name in DECIDE]
    return looks, acts


def test_those_inside_may_look(report, people, visit):
    looks, _acts = addresses(report)
    for name in (*OWN, *INSIDE):
        for url in looks:
            response = visit(people[name]).get(url)
            assert response.status_code == 200, (name, url)
            if response.streaming:
                assert b"National report" in b"".join(response.streaming_content)


def test_strangers_do_not_learn_that_it_exists(report, people, visit):
    looks, acts = addresses(report)
    for name in STRANGERS:
        client = visit(people[name])
        for url in looks:
            assert client.get(url).status_code == 404, (name, url)
        for url in acts:
            assert client.post(url).status_code == 404, (name, url)
        assert client.get(reverse("reports:page", args=[report.pk, 1])).status_code == 404


def test_those_who_only_look_may_not_act(report, people, visit):
    _looks, acts = addresses(report)
    for name in INSIDE:
        client = visit(people[name])
        for url in acts:
            assert client.post(url).status_code == 403, (name, url)


def test_a_page_for_those_who_only_look_offers_no_act(report, people, visit):
    looks, acts = addresses(report)
    for name in INSIDE:
        client = visit(people[name])
        pages = [client.get(url).content.decode() for url, name in looks.items() if name != "file"]
        for url in acts:
            assert not any(f'"{url}"' in page for page in pages), (name, url)


def test_a_visitor_is_asked_to_sign_in(report, visit):
    looks, acts = addresses(report)
    client = visit()
    for url in looks:
        assert client.get(url).status_code == 302, url
    for url in acts:
        assert client.post(url).status_code == 302, url


def test_an_act_is_posted_never_followed(report, amina, visit):
    _looks, acts = addresses(report)
    client = visit(amina)
    for url in acts:
        assert client.get(url).status_code == 405, url
