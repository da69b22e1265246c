"""What the coach reads in the words of a record, in six languages."""

import pytest

from matchmaking.coaching.passages import read, vague_phrases, words_of


def found(language, text, what):
    return [dict(passage.value) for passage in read(words_of(language, [text]), what)]


@pytest.mark.parametrize(
    ("language", "text", "quantity", "unit"),
    [
        ("en", "Racks are wanted for 38 police stations.", 38, "police stations"),
        ("en", "A course for twenty-four operators is needed.", 24, "operators"),
        ("en", "About 41,000 rifles carry no mark.", 41000, "rifles"),
        ("fr", "La demande porte sur soixante armoires fortes.", 60, "armoires"),
        ("fr", "Il faut marquer 30 000 armes.", 30000, "armes"),
        ("es", "Se necesitan cuatro equipos de inspección.", 4, "equipos"),
        ("es", "Se guardan 25.000 armas decomisadas.", 25000, "armas"),
        ("ar", "تأهيل ٣٨ مركز شرطة في المحافظة.", 38, "مركز"),
        ("ar", "تدريب خمسة عشر من الضباط.", 15, "الضباط"),
        ("ru", "Нужно обучить 40 операторов.", 40, "операторов"),
        ("ru", "Обучение двенадцати экспертов.", 12, "экспертов"),
        ("zh", "请求提供三百三十台平板电脑。", 330, "台"),
        ("zh", "需要40名操作员。", 40, "名"),
    ],
)
def test_a_count_is_read_with_what_it_counts(language, text, quantity, unit):
    assert found(language, text, "quantity")[0] == {"quantity": quantity, "unit": unit}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The law of 2024 asks for it."),
        ("en", "Article 5 and paragraph 12 apply."),
        ("en", "It takes three years and nine minutes."),
        ("en", "By 30 June 2028 the share was 12 % of all."),
        ("en", "USD 120,000 has been set aside."),
        ("fr", "Une arme sur deux, la résolution 1540, en 2023."),
        ("es", "Hace dos años, el artículo 7 del 30 de junio."),
        ("ru", "В статье 5 за два года."),
        ("zh", "2025年第5条规定。"),
    ],
)
def test_years_sums_shares_durations_and_articles_are_no_counts(language, text):
    assert found(language, text, "quantity") == []


@pytest.mark.parametrize(
    ("language", "text", "institution"),
    [
        ("en", "The National Police Service asks for help.", "National Police Service"),
        ("en", "We at the Ministry of Home Affairs ask.", "Ministry of Home Affairs"),
        ("fr", "Le ministère de l'Intérieur demande un appui.", "ministère de l'Intérieur"),
        ("es", "La Secretaría de Seguridad solicita ayuda.", "Secretaría de Seguridad"),
        ("ar", "تطلب وزارة الداخلية المساعدة.", "وزارة الداخلية"),
        ("ru", "Учёт ведётся министерством внутренних дел.", "министерством внутренних дел"),
        ("zh", "警察总局请求援助。", "警察总局"),
    ],
)
def test_an_institution_is_read_by_its_name(language, text, institution):
    assert found(language, text, "institution")[0] == {"institution": institution}


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "The stores are in Mombasa.", "Mombasa"),
        ("en", "Posts at Kisumu and Garissa are open.", "Kisumu and Garissa"),
        ("fr", "Les magasins d'Abéché, Moundou et Sarh sont vieux.", "Abéché, Moundou et Sarh"),
        ("es", "Los depósitos están en Lima, Trujillo y Arequipa.", "Lima, Trujillo y Arequipa"),
        ("ar", "المخازن في محافظة لحج.", "محافظة لحج"),
        ("ru", "Склад находится в Кишинёве.", "Кишинёве"),
        ("zh", "设备放在广东省。", "广东省"),
    ],
)
def test_a_place_is_read_by_its_name(language, text, place):
    assert found(language, text, "place")[0] == {"place": place}


def test_the_asking_state_itself_a_month_and_an_office_are_no_places():
    text = "It began in Kenya in March at the Ministry of Defence."
    assert read(words_of("en", [text], ["Kenya"]), "place") == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "It must be finished by 2027.", {"ends_on": "2027-12-31"}),
        ("en", "No later than 30 June 2028.", {"ends_on": "2028-06-30"}),
        (
            "en",
            "From March 2027 to June 2028.",
            {"starts_on": "2027-03-01", "ends_on": "2028-06-30"},
        ),
        ("en", "A plan for 2027-2029.", {"starts_on": "2027-01-01", "ends_on": "2029-12-31"}),
        ("fr", "D'ici à juin 2028.", {"ends_on": "2028-06-30"}),
        ("es", "Antes de diciembre de 2027.", {"ends_on": "2027-12-31"}),
        ("ar", "بحلول يونيو 2028.", {"ends_on": "2028-06-30"}),
        ("ru", "До конца 2028 года.", {"ends_on": "2028-12-31"}),
        ("zh", "2027年底前完成。", {"ends_on": "2027-12-31"}),
    ],
)
def test_a_window_is_read_as_days(language, text, value):
    assert found(language, text, "window")[0] == value


def test_a_day_that_no_calendar_has_is_no_window():
    assert found("en", "By 31 February 2028.", "window") == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "We set aside USD 185,000 for it.", {"amount": 185000, "currency": "USD"}),
        ("en", "About 2 million euros.", {"amount": 2000000, "currency": "EUR"}),
        ("fr", "Un budget de 410 000 euros.", {"amount": 410000, "currency": "EUR"}),
        ("ru", "Всего 40 000 долларов.", {"amount": 40000, "currency": "USD"}),
        ("zh", "预算为185000美元。", {"amount": 185000, "currency": "USD"}),
    ],
)
def test_a_sum_is_read_with_its_currency(language, text, value):
    assert found(language, text, "cost")[0] == value


def test_two_shares_in_one_sentence_are_a_baseline_and_a_target():
    text = "The marked share rises from 8 % to 60 % by June 2028."
    assert found("en", text, "goal") == [{"baseline": 8, "target": 60, "unit": "%"}]


def test_a_language_counts_where_it_is_spoken_of_as_a_language():
    assert found("en", "The course is taught in French.", "language") == [{"language": "fr"}]
    assert found("en", "French firms made the machines.", "language") == []


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "We need support for our stores.", "need support"),
        ("en", "Capacity building is wanted.", "Capacity building"),
        ("fr", "Renforcement des capacités de la Commission.", "Renforcement des capacités"),
        ("es", "Se pide fortalecimiento de capacidades.", "fortalecimiento de capacidades"),
        ("ar", "نحتاج إلى بناء القدرات.", "بناء القدرات"),
        ("ru", "Нужно укрепление потенциала.", "укрепление потенциала"),
        ("zh", "希望开展能力建设。", "能力建设"),
    ],
)
def test_vague_words_are_told_from_others(language, text, phrase):
    assert phrase in vague_phrases(words_of(language, [text]))


def test_a_vague_phrase_that_counts_people_is_not_vague():
    assert vague_phrases(words_of("en", ["Capacity building for 24 officers in marking."])) == []


def test_a_language_the_coach_cannot_read_gives_no_passages():
    words = words_of("sw", ["Bunduki 38 katika Mombasa ifikapo 2027, msaada."])
    assert [read(words, what) for what in ("quantity", "place", "window")] == [[], [], []]
    assert vague_phrases(words) == []
