from datetime import date

import pytest

from matchmaking.matching.engine import Eligibility, LineRow, TrackRecord
from tests.matching.engine.rows import explain, feature, matcher, need, offer, value

PLAIN = {"title": "", "description": "", "lines": ()}


def test_the_same_theme_is_a_full_match_and_a_sibling_half_way():
    plain_need = need(**PLAIN)
    same = value("theme", plain_need, offer(**PLAIN))
    sibling = value("theme", plain_need, offer(**PLAIN, themes=("MRK.05",)))
    other = value("theme", plain_need, offer(**PLAIN, themes=("GOV.01",)))
    assert same == pytest.approx(1, abs=0.01)
    assert 0.1 < sibling < same
    assert other == 0


def test_texts_in_two_languages_are_alike_when_they_speak_of_the_same_thing():
    spanish = offer(
        language="es",
        title="Estaciones portátiles de marcaje por micropercusión",
        description="Doce equipos de marcaje y un curso para operadores.",
    )
    unrelated = offer(language="es", title="Cursos", description="Perros y lanchas en la frontera.")
    assert value("text", need(), spanish) > 0.5 > value("text", need(), unrelated)


def test_wording_is_compared_only_within_a_language():
    french = feature("words", need(), offer(language="fr"))
    assert french.value == pytest.approx(0.2, abs=0.001)
    assert not french.known
    assert feature("words").known


def test_coverage_follows_the_quantity_that_is_left():
    enough, half = offer(), offer(lines=(LineRow("EQP.MARK", 3), LineRow("TRN.COURSE", 48)))
    assert value("coverage", need(), half) < value("coverage", need(), enough)
    told = feature("coverage", need(), half)
    assert told.message == "coverage.quantity"
    assert told.params == {"kind": "EQP.MARK", "covered": 3, "asked": 6}


def test_the_share_reserved_for_one_country_limits_what_is_covered():
    capped = offer(conditions="Two marking machines per country at most.")
    assert feature("coverage", need(), capped).params["covered"] == 2


def test_advice_where_goods_are_asked_fits_less_than_goods():
    advice = offer(lines=(LineRow("EXP.TECH", 30),), description="Advice.", title="Advice")
    assert value("kind", need(), advice) < 0.4 < value("kind")


def test_a_kind_named_only_in_the_words_counts():
    hidden = offer(lines=(LineRow("TRN.COURSE", 48),))
    silent = offer(lines=(LineRow("TRN.COURSE", 48),), title="Course", description="A course.")
    assert value("kind", need(), hidden) > value("kind", need(), silent)


def test_a_short_remaining_overlap_lowers_the_window():
    brief = offer(closes_on=date(2027, 2, 18))
    assert value("window", need(), brief) == pytest.approx(18 / 180, abs=0.001)
    assert value("window") == 1
    assert feature("window", need(), brief).params["days"] == 18


@pytest.mark.parametrize(("languages", "expected"), [(("en",), 1.0), (("fr",), 0.35), ((), 0.5)])
def test_a_common_language_is_valued(languages, expected):
    assert value("language", need(), offer(delivery_languages=languages)) == pytest.approx(expected)


def test_money_a_third_party_must_apply_for_is_worth_less():
    grant = {"lines": (LineRow("FUN.GRANT", 100_000),), "title": "Grants for marking"}
    state = offer(**grant, description="Governments may apply.")
    ngo = offer(**grant, description="Governments cannot apply; NGOs may apply.")
    assert value("access", need(), state) > value("access", need(), ngo) == 0
    assert explain(need(), state).score > explain(need(), ngo).score


def test_an_offer_made_for_one_state_is_more_focused_than_one_for_all():
    alone = offer(eligible=Eligibility(countries=("KEN",)))
    assert value("focus", need(), alone) == 1
    assert value("focus", need(), offer(eligible=Eligibility())) == 0


def test_a_neighbour_is_nearer_than_a_peer_of_the_region_and_than_a_stranger():
    def nearness(owner, channel="bilateral"):
        return value("proximity", need(), offer(owner=owner, channel=channel))

    assert nearness("UGA") == 1
    assert nearness("UGA") > nearness("RWA", "south_south") > nearness("RWA") > nearness("DEU")


def test_the_priority_of_the_state_moves_the_score():
    assert explain(need(priority="high")).score > explain(need(priority="low")).score


def test_a_track_record_above_the_mean_moves_the_score_up_and_one_below_it_down():
    plain = explain().score
    good, fair, poor = (
        explain(one_offer=offer(track_record=TrackRecord(value, 3, 0.8, 0.6))).score
        for value in (0.7, 0.5, 0.3)
    )
    assert good > plain > poor
    assert fair == plain


def test_the_reason_names_how_many_projects_were_evaluated():
    said = explain(one_offer=offer(track_record=TrackRecord(0.7, 3, 0.8, 0.6)))
    feature = next(one for one in said.features if one.name == "track_record")
    assert feature.known
    assert (feature.message, feature.params) == (
        "track_record.evaluated",
        {"projects": 3, "score": 80, "mean": 60},
    )
    unknown = next(one for one in explain().features if one.name == "track_record")
    assert (unknown.message, unknown.value) == ("track_record.unknown", 0.5)


def test_a_fresh_offer_moves_the_score():
    fresh = offer(published_on=date(2026, 11, 20))
    assert (
        explain(one_offer=fresh).score
        > explain(one_offer=offer(published_on=date(2020, 1, 1))).score
    )


def test_missing_data_lowers_the_confidence_and_is_listed():
    vague = explain(need(working_languages=(), priority=None), offer())
    assert vague.confidence < explain().confidence
    assert {"language", "priority"} <= set(vague.missing)


def test_after_care_helps_a_request_for_maintenance():
    asking = need(lines=(LineRow("EQP.MARK", 6), LineRow("MNT.CONTR", 12)))
    assert value("kind", asking, offer(has_aftercare=True)) > value("kind", asking, offer())


def test_equipment_for_an_embargoed_state_needs_clearance():
    somalia = need(state="SOM")
    assert explain(somalia).needs_clearance
    assert not explain(need()).needs_clearance
    teaching = offer(lines=(LineRow("TRN.COURSE", 10),))
    assert not explain(somalia, teaching).needs_clearance


def test_a_request_of_one_line_still_finds_its_offer():
    brief = need(title="Marking", description="Machines to mark rifles.", themes=(), lines=())
    stray = offer(
        id=2,
        title="Boats",
        description="Patrol boats.",
        themes=("ENF.01",),
        lines=(LineRow("EQP.VEH", 3),),
    )
    assert matcher([brief], [offer(), stray]).rank_need(1)[0].offer_id == 1
