"""Dossiers, agendas and letters: what is in them, for whom, in which language and direction."""

import io
import zipfile

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from accounts.choices import Role
from accounts.models import Membership
from matchmaking.disclosure.choices import COLUMNS, Level, Part
from matchmaking.disclosure.models import Reading
from matchmaking.matching.services import match_need
from matchmaking.roundtables.papers.blocks import Facts, Heading, Quote, Table, Text
from matchmaking.roundtables.papers.dossier import Maker
from matchmaking.roundtables.papers.invitation import invitation_to
from matchmaking.roundtables.papers.pdf import make_pdf
from matchmaking.roundtables.papers.readers import Reader, everyone, member_of
from matchmaking.roundtables.papers.word import make_docx
from matchmaking.roundtables.papers.wording import ORDER, TABLE, words_in
from matchmaking.writing.notes.pdf import weasyprint
from tests import cast
from tests.agreements import making as agreements
from tests.disclosure import making as disclosed
from tests.needs import making as needs
from tests.offers import making as offers
from tests.roundtables import making

SHOWN = [part for part in Part if part != Part.DOCUMENTS]


def _dossier(table, reader, language="en"):
    return Maker(table, reader, language, "Secretariat").dossier()


def _words(paper):
    parts = [paper.title, paper.notice]
    for block in paper.blocks:
        if isinstance(block, Heading | Text | Quote):
            parts.append(block.text)
        if isinstance(block, Facts):
            parts += [word for pair in block.pairs for word in pair]
        if isinstance(block, Table):
            parts += [word for row in (block.heads, *block.rows) for word in row]
    return "\n".join(parts)


def _of(name):
    return member_of(making.organisation(name))


@pytest.fixture
def closed(db):
    """A round table on a request of which only Kenya and the broker may read every part."""
    need = disclosed.published("need", levels=dict.fromkeys(Part.values, Level.OWN))
    return making.in_state("invited", need=need)


@pytest.mark.parametrize("part", SHOWN)
def test_withheld_words_are_absent_from_what_others_get(closed, part):
    columns = [disclosed.WORDS[column] for column in COLUMNS[part]]
    for reader in (everyone(), _of("dina"), _of("elena")):
        text = _words(_dossier(closed, reader))
        assert not [word for word in columns if word in text]
    for reader in (_of("amina"), Reader(cast.join("sofia"))):
        text = _words(_dossier(closed, reader))
        assert [word for word in columns if word in text] == columns


def test_withheld_words_are_absent_from_the_files_themselves(closed):
    public = _dossier(closed, everyone())
    word = zipfile.ZipFile(io.BytesIO(make_docx(public)))
    text = "".join(word.read(name).decode(errors="ignore") for name in word.namelist())
    if weasyprint():
        text += "".join(p.extract_text() for p in PdfReader(io.BytesIO(make_pdf(public))).pages)
    assert closed.title in text
    assert not [secret for secret in disclosed.WORDS.values() if secret in text]


def test_what_members_may_read_is_in_their_dossier_and_not_in_the_public_one(db):
    need = disclosed.published("need", levels={Part.INSTITUTION: Level.MEMBERS})
    table, word = making.in_state("invited", need=need), disclosed.WORDS["institution"]
    assert word in _words(_dossier(table, _of("dina")))
    assert word not in _words(_dossier(table, everyone()))


def test_a_dossier_knows_nothing_of_the_other_roles_of_a_member(closed):
    """Somebody of the Nordic Agency may also speak for Kenya: the Agency's dossier must not."""
    Membership.objects.create(
        user=cast.join("dina"), organisation=needs.kenya(), role=Role.FOCAL_POINT
    )
    assert disclosed.WORDS["stock"] not in _words(_dossier(closed, _of("diego")))


def test_a_request_the_reader_may_not_know_of_is_not_named(db):
    need = needs.published(title="Marking for members", audience="members")
    table = making.in_state("invited", need=need)
    public, own = _words(_dossier(table, everyone())), _words(_dossier(table, _of("dina")))
    assert "Marking for members" not in public
    assert "not open to the reader" in public
    assert "Marking for members" in own


def test_names_of_people_are_for_those_at_the_table(db, dina):
    table = making.in_state("invited")
    seat = making.seat_of(table, "dina")
    seat.answer, seat.names = "yes", "Ms. D. Ina, adviser"
    seat.save()
    assert "Ms. D. Ina" in _words(_dossier(table, _of("amina")))
    assert "Ms. D. Ina" not in _words(_dossier(table, everyone()))


def test_a_section_holds_figures_line_by_line(db):
    text = _words(_dossier(making.in_state("invited"), everyone()))
    figures = "What\nUnit\nAsked\nPledged\nCommitted\nDelivered\nStill open"
    assert figures in text
    assert "12\n0\n0\n0\n12" in text


def test_who_else_works_there_is_told_to_those_who_may_know(db):
    agreement = agreements.signed()
    table = making.in_state("invited", need=needs.published(title="More machines"))
    giver = str(agreement.offer.organisation)
    section = "Who else works there\nOrganisation\nWhat\n" + giver
    assert section in _words(_dossier(table, Reader(cast.join("sofia")))).replace("\n\n", "\n")
    assert "Who else works there" not in _words(_dossier(table, everyone()))


def test_the_best_offers_stand_in_the_dossier_if_the_broker_wishes(db):
    need = needs.published()
    offers.published(title="Machines to mark with")
    match_need(need_id=need.pk)
    for wished in (True, False):
        table = making.in_state("invited", need=need, shows_offers=wished)
        assert ("Machines to mark with" in _words(_dossier(table, everyone()))) == wished


@pytest.mark.parametrize("language", ORDER)
def test_headings_are_in_the_language_that_was_chosen(db, language):
    table = making.in_state("invited")
    paper = _dossier(table, everyone(), language)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings[1] == words_in(language)["agenda"]
    assert paper.is_rtl == (language == "ar")
    user_text = [b for b in paper.blocks if isinstance(b, Text)]
    assert {(b.language, b.direction) for b in user_text} == {("en", "ltr")}


def test_every_fixed_word_is_there_in_six_languages():
    assert sorted(ORDER) == sorted(["ar", "zh", "en", "fr", "ru", "es"])
    assert [name for name, words in TABLE.items() if len(words) != 6 or not all(words)] == []
    for name in ("inviting", "assurances"):
        for language in ORDER:
            words_in(language)[name].format(sender="A", addressee="B")


def test_an_arabic_word_file_runs_from_right_to_left(db):
    made = make_docx(_dossier(making.in_state("invited"), everyone(), "ar"))
    document = Document(io.BytesIO(made))
    assert document.tables[0]._tbl.tblPr.find(f"{{{_W}}}bidiVisual") is not None
    arabic = next(p for p in document.paragraphs if p.text == words_in("ar")["agenda"])
    english = next(p for p in document.paragraphs if p.text.startswith("To bring those"))
    assert arabic._p.pPr.find(f"{{{_W}}}bidi") is not None
    assert english._p.pPr is None or english._p.pPr.find(f"{{{_W}}}bidi") is None


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_who_takes_a_dossier_is_on_record_as_a_reader(visit, sofia):
    need = disclosed.published("need", levels={Part.STOCK: Level.OWN})
    table = making.in_state("invited", need=need)
    address = reverse("roundtables:paper", args=[table.pk, "dossier", "page"])
    kenya = making.organisation("amina").pk
    visit(sofia).get(address, {"language": "en", "reader": kenya})
    (reading,) = Reading.objects.filter(reader=sofia)
    assert (reading.record_id, reading.way) == (need.pk, "file")
    assert "stock" in reading.parts


def test_nobody_gets_the_papers_of_another_participant(visit, dina):
    table = making.in_state("invited")
    address = reverse("roundtables:paper", args=[table.pk, "dossier", "docx"])
    client = visit(dina)
    own, other = making.organisation("dina").pk, making.organisation("amina").pk
    answers = [
        client.get(address, {"language": "en", "reader": reader}).status_code
        for reader in (own, "public", other, "own")
    ]
    assert answers == [200, 200, 404, 404]


def test_an_invitation_names_the_organisation_and_the_agenda(db):
    table = making.in_state("invited")
    letter = invitation_to(making.seat_of(table, "amina"), "fr")
    assert letter.heading == "INVITATION"
    assert "Kenya" in letter.opening
    assert ["23:30", "Ouverture", "10"] in letter.lines
    assert letter.title == table.title


def test_an_invitation_shows_no_request_that_is_closed_to_the_invited(db, boris):
    need = needs.published(title="Our secret wish")
    table = making.in_state("invited", need=need)
    need.audience = "own"
    need.save()
    letter = invitation_to(making.seat_of(table, "dina"), "en")
    assert "Our secret wish" not in str(letter)
