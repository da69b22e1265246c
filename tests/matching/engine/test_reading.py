import pytest

from matchmaking.matching.engine.numerals import chinese_value, numbers_in
from matchmaking.matching.engine.phrases import cut
from matchmaking.matching.engine.reading import (
    ANY,
    kind_mass,
    quantities_by_kind,
    read_need,
    read_offer,
    refused_kinds,
)


def kinds_offered(text, language):
    return set(kind_mass(read_offer("", text, "", language)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We give twelve steel cabinets to rural posts."),
        ("fr", "Nous donnons douze armoires fortes aux postes."),
        ("es", "Se entregan doce armarios de acero a los puestos."),
        ("ar", "نقدم خزائن حديدية للمراكز."),
        ("ru", "Передаём двенадцать стальных шкафов."),
        ("zh", "赠送十二个保险柜。"),
    ],
)
def test_a_kind_is_recognised_in_each_language(language, text):
    assert "EQP.SAFE" in kinds_offered(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Advice is given, but no vehicles."),
        ("fr", "Aucun véhicule n'est cédé."),
        ("es", "No se entregan vehículos."),
        ("ar", "لا يشمل العرض مركبات."),
        ("ru", "Автомобили не поставляются."),
        ("zh", "不提供车辆。"),
    ],
)
def test_what_an_offer_rules_out_is_not_offered(language, text):
    reading = read_offer("", text, "", language)
    assert "EQP.VEH" not in kind_mass(reading)
    assert "EQP.VEH" in refused_kinds(reading)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We do not want vehicles."),
        ("fr", "Nous ne souhaitons pas de véhicules."),
        ("es", "No se solicitan vehículos; no se requiere vehículos."),
        ("ar", "لا نحتاج مركبات."),
        ("ru", "Автомобили не нужны."),
        ("zh", "不需要车辆。"),
    ],
)
def test_what_a_request_does_not_want_is_refused(language, text):
    assert "EQP.VEH" in refused_kinds(read_need("", text, language))


def test_a_lack_described_in_a_request_is_no_refusal():
    reading = read_need("", "The posts have no vehicles and no radio sets.", "en")
    assert {"EQP.VEH", "EQP.COMMS"} <= set(kind_mass(reading))
    assert refused_kinds(reading) == set()


def test_what_exists_already_counts_for_less_than_what_is_asked():
    reading = read_need("", "Servers already exist. We ask for twenty scanners.", "en")
    mass = kind_mass(reading)
    assert 0 < mass["EQP.ICT"] < mass["EQP.DETECT"]


def test_at_no_cost_is_no_refusal():
    assert "TRN.COURSE" in kinds_offered("A course is given at no cost.", "en")


def test_an_enumeration_is_ruled_out_as_a_whole():
    found = kinds_offered("Fences, cameras, racks and vehicles are not included.", "en")
    assert not found & {"EQP.PHYSEC", "EQP.SAFE", "EQP.VEH"}


def test_the_longest_phrase_wins():
    reading = read_offer("", "Training of trainers is given.", "", "en")
    assert "training" not in reading.concepts
    assert "training_trainers" in reading.concepts


def test_arabic_words_are_found_behind_article_and_prepositions():
    assert "EQP.VEH" in set(kind_mass(read_need("", "نطلب الدعم بالمركبات", "ar")))


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "twenty-five officers and 1,200 rifles", [25, 1200]),
        ("en", "in 2027 three hundred places", [300]),
        ("fr", "soixante armoires, 12 500 armes", [60, 12500]),
        ("es", "treinta plazas y 25.000 armas", [30, 25000]),
        ("ar", "ستين مشجبا", [60]),
        ("ru", "сорок мест, 9 000 единиц", [40, 9000]),
        ("zh", "三百三十台，约五万支", [330, 50000]),
    ],
)
def test_numbers_are_read_in_words_and_digits(language, text, values):
    assert [value for _, _, value in numbers_in(cut(text, language))] == values


@pytest.mark.parametrize(
    ("numeral", "value"), [("十", 10), ("十二", 12), ("二百零", 200), ("三万", 30000)]
)
def test_a_chinese_numeral_has_its_value(numeral, value):
    assert chinese_value(numeral) == value


def test_a_quantity_is_read_beside_its_kind_and_a_duration_is_not():
    reading = read_need("", "We ask for forty lockers and a course of two weeks.", "en")
    quantities = quantities_by_kind(reading.quantities)
    assert quantities["EQP.SAFE"] == 40
    assert "TRN.COURSE" not in quantities


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At most seventy cabinets per country."),
        ("fr", "Soixante-dix armoires au plus par pays."),
        ("es", "Setenta armarios por país como máximo."),
        ("zh", "每国不超过七十个保险柜。"),
    ],
)
def test_the_share_of_one_country_is_read(language, text):
    caps = quantities_by_kind(read_offer("", text, "", language).caps)
    assert caps["EQP.SAFE"] in (70, 60)


def test_whose_travel_is_paid_is_no_cap():
    text = "Travel of two officials per country is covered."
    assert read_offer("", text, "", "en").caps == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Governments cannot apply; non-governmental organisations may apply."),
        ("fr", "Les gouvernements ne peuvent pas déposer de demande."),
        ("es", "Los gobiernos no pueden presentar solicitudes."),
        ("ar", "لا يجوز للحكومات التقدم بطلب."),
        ("ru", "Правительства не могут подавать заявки."),
        ("zh", "政府不能申请。"),
    ],
)
def test_money_for_third_parties_is_recognised(language, text):
    assert "third_party" in read_offer("", text, "", language).signals


def test_interpretation_is_noted_with_its_languages():
    named = read_offer("", "Interpretation into Chinese and Russian is provided.", "", "en")
    assert named.interpreted == {"zh", "ru"}
    assert read_offer("", "Interpretation is provided.", "", "en").interpreted == {ANY}
