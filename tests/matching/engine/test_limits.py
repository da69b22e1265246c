import pytest

from matchmaking.matching.engine import Eligibility
from matchmaking.matching.engine.limits import Atlas
from tests.matching.engine.rows import WORLD, offer

ATLAS = Atlas(WORLD)


def limits(text, language="en", **changes):
    row = offer(title="", description=text, language=language, eligible=Eligibility(), **changes)
    return ATLAS.limits(row)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Least developed countries only."),
        ("fr", "Réservé aux pays les moins avancés."),
        ("es", "Únicamente para los países menos adelantados."),
        ("ar", "لأقل البلدان نموا فقط."),
        ("ru", "Только для наименее развитых стран."),
        ("zh", "仅限最不发达国家。"),
    ],
)
def test_a_group_named_in_the_words_limits_the_offer(language, text):
    found = limits(text, language)
    assert found.admits("UGA")
    assert not found.admits("KEN")


def test_a_country_ruled_out_in_the_words_is_blocked():
    found = limits("Cooperation being suspended, Burundi is excluded.")
    assert not found.admits("BDI")
    assert found.admits("RWA")


def test_paying_the_travel_of_developing_countries_only_is_no_limit():
    assert limits("Travel is paid for developing countries only.").admits("SGP")


def test_the_states_an_offer_names_are_noted_but_not_its_owner():
    found = limits("Germany gives nine containers to Somalia and three to Ethiopia.", owner="DEU")
    assert found.named == {"SOM", "ETH"}


def test_a_longer_name_is_not_taken_for_a_shorter_one():
    assert limits("Open to Papua New Guinea and Guinea-Bissau.").named == {"PNG", "GNB"}


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("ru", "Системы получены Казахстаном.", "KAZ"),
        ("zh", "为老挝、柬埔寨举办。", "KHM"),
        ("ar", "خبيران لدى ليبيا وتونس", "TUN"),
    ],
)
def test_states_are_recognised_in_other_scripts(language, text, state):
    assert state in limits(text, language).named


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nine are for Somalia, three for Ethiopia. We cannot deliver to other countries."),
        ("fr", "Neuf pour Somalie et trois pour Éthiopie. Les autres pays ne sont pas servis."),
        ("es", "Nueve son para Somalia. No se atiende a otros países."),
    ],
)
def test_an_offer_that_serves_nowhere_else_is_limited_to_the_states_it_names(language, text):
    found = limits(text, language)
    assert found.admits("SOM")
    assert not found.admits("KEN")


def test_words_may_limit_an_offer_to_the_members_of_a_body():
    found = limits("Only members of ECOWAS may apply.")
    assert found.admits("GHA")
    assert not found.admits("KEN")


def test_words_may_limit_an_offer_to_the_states_they_name():
    found = limits("This is reserved for Kenya and Uganda.")
    assert found.admits("KEN")
    assert not found.admits("RWA")
