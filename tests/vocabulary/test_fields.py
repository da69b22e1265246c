"""The form fields that speak the shared words."""

import re

import pytest

from matchmaking.vocabulary import selectors
from matchmaking.vocabulary.fields import CodesField, TickGroups

pytestmark = pytest.mark.django_db


def themes(chosen):
    field = CodesField("theme", selectors.theme_choices, widget=TickGroups)
    field.keep(chosen)
    return field.widget.render("themes", chosen, {"id": "id_themes"})


def test_only_the_group_that_holds_a_tick_is_open():
    html = themes(["BRK.01"])
    assert re.findall(r'<details aria-label="([^"]+)" open>', html) == ["Brokering"]
    assert html.count("<details") == len(selectors.theme_tree())
    assert html.count("checked") == 1


def test_the_first_level_is_a_choice_in_general_within_its_group():
    brokering = re.search(r"<summary>Brokering</summary>(.*?)</details>", themes([]), re.S)[1]
    assert re.search(r'value="BRK".*?>\s*In general</label>', brokering)
    assert brokering.count("In general") == 1


def test_every_theme_can_be_ticked_once():
    codes = re.findall(r'value="([^"]+)"', themes([]))
    every = [b.code for top in selectors.theme_tree() for b in (top, *top.children)]
    assert sorted(codes) == sorted(every)


def test_a_retired_theme_that_a_record_names_stands_outside_the_groups():
    html = themes(["GONE"])
    assert re.search(r'value="GONE"[^>]*checked', html.rsplit("</details>", 1)[1])
