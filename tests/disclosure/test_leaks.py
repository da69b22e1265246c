"""What is kept back is in nothing that leaves the house: parts x levels x people x outlets."""

import io
import json
from functools import cache

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.urls import reverse

import search
from accounts.selectors import visibility_codes
from matchmaking import audit
from matchmaking.disclosure.choices import COLUMNS, Level, Part
from matchmaking.matching import services as matching
from matchmaking.matching.models import Suggestion
from matchmaking.needs.filters import NeedFilterSet
from matchmaking.needs.models import Need
from matchmaking.offers.filters import OfferFilterSet
from matchmaking.offers.models import Offer
from search.models import SearchDocument, Term
from tests.disclosure import making
from tests.disclosure.making import PEOPLE, person, published, readers
from tests.needs import making as needs
from tests.offers import making as offers

pytestmark = pytest.mark.django_db

FACETS = {"need": NeedFilterSet, "offer": OfferFilterSet}
KINDS = [("need", part) for part in Need.PARTS] + [("offer", part) for part in Offer.PARTS]
# To those who are not being introduced, every stage is as closed as the last; which stage opens
# what, test_reading_rights and tests/introductions/test_stages say.
LEVELS = (Level.PUBLIC, Level.MEMBERS, Level.PARTIES, Level.OWN)
CASES = [(kind, part, level) for kind, part in KINDS for level in LEVELS]


# --- what each outlet hands to a person, as text -------------------------------------------------
def detail(client, kind, record):
    return client.get(reverse(f"{kind}s:detail", args=[record.pk])).content.decode()


def printed(client, kind, record):
    return client.get(reverse(f"{kind}s:print", args=[record.pk])).content.decode()


def listing(client, kind, record):
    return client.get(reverse(f"{kind}s:list")).content.decode()


def csv_file(client, kind, record):
    return client.get(reverse(f"{kind}s:export", args=["csv"])).getvalue().decode()


def json_file(client, kind, record):
    return client.get(reverse(f"{kind}s:export", args=["json"])).getvalue().decode()


def xlsx_file(client, kind, record):
    sheet = client.get(reverse(f"{kind}s:export", args=["xlsx"])).getvalue()
    rows = openpyxl.load_workbook(io.BytesIO(sheet)).active
    return " ".join(str(cell.value) for row in rows for cell in row)


def asking(client, kind, record):
    return client.get(
        reverse("disclosure:ask", args=[kind, record.pk]), follow=True
    ).content.decode()


# Pages that everyone may open show a part to its readers and to nobody else.
SHOWING = {"detail": detail, "print": printed}
FILES = {"csv": csv_file, "json": json_file, "xlsx": xlsx_file}
# Pages that show a part to nobody, whoever they are.
SILENT = {"list": listing}


@pytest.mark.parametrize(("kind", "part", "level"), CASES)
def test_a_page_or_file_holds_a_part_for_its_readers_alone(visit, kind, part, level):
    record = published(kind, {part: level})
    allowed = readers(kind, level)
    outlets = SHOWING | (FILES if COLUMNS[part] else {})
    found, wanted = {}, {}
    for name in PEOPLE:
        client = visit(person(name))
        for outlet, text_of in outlets.items():
            text = text_of(client, kind, record)
            for word in making.words_of(part):
                found[name, outlet, word] = word in text
                wanted[name, outlet, word] = name in allowed
    assert found == wanted


@pytest.mark.parametrize(("kind", "part", "level"), [c for c in CASES if c[2] != Level.PUBLIC])
def test_a_list_or_the_page_to_ask_holds_no_part_that_is_kept_back(visit, kind, part, level):
    record = published(kind, {part: level})
    for name in PEOPLE:
        client = visit(person(name))
        outsiders = name not in readers(kind, level)
        pages = [listing(client, kind, record)]
        pages += [asking(client, kind, record)] if outsiders else []
        for text in pages:
            assert not [word for word in making.words_of(part) if word in text], name


@pytest.mark.parametrize(("kind", "part", "level"), [c for c in CASES if COLUMNS[c[1]]])
def test_the_search_finds_a_word_for_its_readers_alone(kind, part, level):
    published(kind, {part: level})
    facets = [name for name in FACETS[kind].base_filters if name in ("theme", "kind", "status")]
    for name in PEOPLE:
        codes = visibility_codes(person(name) or AnonymousUser())
        for column in COLUMNS[part]:
            results = search.find(
                type=kind, text=making.TYPED[column], visible_to=codes, facets=facets
            )
            allowed = name in readers(kind, level)
            assert results.total == int(allowed), (name, column)
            counted = [count for values in results.facets.values() for _value, count in values]
            assert bool(counted) == allowed, (name, column)
            shown = " ".join(f"{one.title} {one.snippet}" for one in results.highlights.values())
            is_open = level == Level.PUBLIC
            assert (making.TYPED[column].lower() in shown.lower()) <= is_open, (name, column)


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("kind", ["need", "offer"])
def test_the_list_page_answers_a_search_for_a_kept_back_word_as_for_any_unknown_one(
    visit, kind, name
):
    published(kind, dict.fromkeys(making.MODELS[kind].PARTS, Level.OWN))
    answer = visit(person(name)).get(reverse(f"{kind}s:list"), {"q": "Kryptunder"})
    is_reader = name in readers(kind, Level.OWN)
    assert answer.context["results"].total == int(is_reader)
    assert answer.context["results"].corrected == ""


@pytest.mark.parametrize(("kind", "part"), [c for c in KINDS if COLUMNS[c[1]]])
def test_no_word_that_is_kept_back_is_suggested_or_kept_as_readable_text(kind, part):
    published(kind, {part: Level.OWN})
    search.find(type=kind, visible_to=frozenset({"public"}))
    for column in COLUMNS[part]:
        word = making.TYPED[column].lower()
        assert not Term.objects.filter(word__icontains=word).exists()
        document = SearchDocument.objects.live(kind).get()
        assert word not in f"{document.title} {document.text}".lower()
        assert word not in json.dumps([document.facets, document.sort_keys]).lower()
        mistyped = word[:-2] + word[-1] + word[-2]
        for name in PEOPLE:
            codes = visibility_codes(person(name) or AnonymousUser())
            assert search.find(type=kind, text=mistyped, visible_to=codes).corrected is None


@cache
def _secrets():
    return [*making.WORDS.values(), making.DOCUMENT]


def test_no_reason_of_a_match_speaks_of_what_is_kept_back(visit):
    everything = dict.fromkeys(Part.values, Level.OWN)
    need = published("need", everything)
    offer = published("offer", everything)
    matching.match_all()
    row = Suggestion.objects.get(need=need, offer=offer)
    assert row.reasons
    assert not [word for word in _secrets() if word in json.dumps(row.reasons)]
    pages = [("amina", "need", [need.pk]), ("dina", "offer", [offer.pk]), ("sofia", "desk", [])]
    pages += [(name, "pair", [need.pk, offer.pk]) for name in ("amina", "dina", "sofia")]
    for name, page, args in pages:
        text = visit(person(name)).get(reverse(f"matching:{page}", args=args)).content.decode()
        assert not [word for word in _secrets() if word in text], (name, page)


def test_a_word_that_is_kept_back_does_not_bring_two_records_together():
    """The other side could tell from the score what it may not read."""
    published("need", {"stock": Level.OWN}, description="Twelve machines.")
    offers.published(description="We give Kryptunder to whoever asks.")
    matching.match_all()
    with_word = Suggestion.objects.get().score
    Need.objects.update(stock="", version=99)
    matching.match_all()
    assert Suggestion.objects.get().score == with_word


def test_no_letter_holds_what_is_kept_back(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for kind in ("need", "offer"):
            published(kind, dict.fromkeys(making.MODELS[kind].PARTS, Level.OWN))
        ask = making.ask(Need.objects.get(), "dina", [Part.STOCK, Part.SITE])
        making.services.grant_disclosure(ask_id=ask.pk, actor=person("amina"))
    assert mail.outbox
    for letter in mail.outbox:
        said = f"{letter.subject} {letter.body} {letter.alternatives}"
        assert not [word for word in _secrets() if word in said]


@pytest.mark.parametrize("name", ["visitor", "dina", "boris", "elena", "omar"])
def test_no_answer_to_an_autosave_or_a_form_of_others_holds_a_part(visit, name):
    need = published("need", dict.fromkeys(Part.values, Level.OWN))
    client = visit(person(name))
    for page in ("edit", "check"):
        text = client.get(reverse(f"needs:{page}", args=[need.pk])).content.decode()
        assert not [word for word in _secrets() if word in text]
    answer = client.post(reverse("needs:autosave", args=[need.pk]), needs.posted(need))
    assert answer.status_code in (302, 403, 404)
    assert not [word for word in _secrets() if word in answer.content.decode()]


def test_the_trail_masks_every_part(amina):
    need = published("need", {"place": Level.PUBLIC})
    need = needs.services.edit_need(
        need_id=need.pk,
        version=need.version,
        actor=amina,
        fields={"stock": "Vinderloo", "place": "Marambula", "contact_person": "Otterfeld"},
    )
    said = repr([entry.changes for entry in audit.history(need)])
    assert not [
        word for word in ("Vinderloo", "Marambula", "Otterfeld", *_secrets()) if word in said
    ]
    assert "•••" in said


@pytest.mark.parametrize("level", Level.values)
@pytest.mark.parametrize("kind", ["need", "offer"])
def test_a_document_is_sent_to_its_readers_alone(visit, kind, level):
    record = published(kind, {Part.DOCUMENTS: level})
    address = reverse("disclosure:document", args=[making.document_of(record).pk])
    for name in PEOPLE:
        answer = visit(person(name)).get(address)
        allowed = name in readers(kind, level)
        assert answer.status_code == (200 if allowed else 404), name
        sent = answer.getvalue() if allowed else answer.content
        assert (making.INSIDE in sent) == allowed
