"""What is kept back opens to the other side from the stage its owner chose, and closes again."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

import search
from accounts.selectors import visibility_codes
from matchmaking.disclosure.choices import Level, Part
from matchmaking.disclosure.models import Reading
from matchmaking.introductions.choices import IntroductionStatus
from tests import cast
from tests.disclosure.making import TYPED, WORDS, published
from tests.introductions import making

pytestmark = pytest.mark.django_db

LEVELS = {
    Part.INSTITUTION: Level.ACCEPTED,
    Part.SITE: Level.TALKING,
    Part.STOCK: Level.PARTIES,
    Part.CONTACT: Level.OWN,
}
WORD_OF = {
    Level.ACCEPTED: "institution",
    Level.TALKING: "confidential_place",
    Level.PARTIES: "stock",
    Level.OWN: "contact_person",
}
# What the other side reads at each status; nobody else reads any of it.
OPEN = {
    "proposed": set(),
    "accepted": {Level.ACCEPTED},
    "conversation": {Level.ACCEPTED, Level.TALKING},
    "agreed": {Level.ACCEPTED, Level.TALKING, Level.PARTIES},
    "declined": set(),
    "ended": set(),
}


def found_by(user):
    codes = visibility_codes(user or AnonymousUser())
    return {
        level
        for level, column in WORD_OF.items()
        if search.find(type="need", text=TYPED[column], visible_to=codes).total
    }


def read_in(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return {level for level, column in WORD_OF.items() if WORDS[column] in content.decode()}


@pytest.mark.parametrize("status", IntroductionStatus.values)
def test_each_stage_opens_to_the_other_side_what_its_owner_chose(
    visit, status, django_capture_on_commit_callbacks
):
    need = published("need", LEVELS)
    with django_capture_on_commit_callbacks(execute=True):
        introduction = making.in_state(status, need=need)
    pages = [
        reverse("needs:detail", args=[need.pk]),
        reverse("needs:print", args=[need.pk]),
        reverse("needs:export", args=["csv"]),
        reverse("needs:export", args=["json"]),
    ]
    for name in ("dina", "diego", None):
        user = name and cast.join(name)
        wanted = OPEN[status] if name == "dina" else set()
        own = [reverse("introductions:detail", args=[introduction.pk])] if name == "dina" else []
        client = visit(user)
        for address in pages + own:
            assert read_in(client.get(address)) == wanted, (name, address)
        assert found_by(user) == wanted, name
    read = {part for row in Reading.objects.all() for part in row.parts}
    assert (Part.INSTITUTION in read) == bool(OPEN[status])


def test_the_other_side_may_ask_for_the_rest_as_before(visit):
    need = published("need", LEVELS)
    introduction = making.accepted(need=need)
    text = visit(cast.join("dina")).get(reverse("introductions:detail", args=[introduction.pk]))
    kept = text.context["sides"][0].kept_back
    assert kept == [Part.SITE, Part.CONTACT, Part.STOCK]
