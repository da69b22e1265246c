"""The list, the page, the forms and the files of introductions."""

import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from matchmaking.introductions import services
from matchmaking.introductions.letters import posts_for
from matchmaking.introductions.models import Introduction, Message
from matchmaking.needs.models import Need
from matchmaking.writing.models import Audience
from matchmaking.writing.notes import pdf
from tests import cast
from tests.introductions import making
from tests.needs import making as needs
from tests.offers import making as offers

pytestmark = pytest.mark.django_db
WORD = "Kryptunder"


def url(name, *args):
    return reverse(f"introductions:{name}", args=args)


def page(client, introduction):
    return client.get(url("detail", introduction.pk)).content.decode()


def listed(client, **asked):
    return [row.pk for row in client.get(url("list"), asked).context["rows"]]


# --- the list ------------------------------------------------------------------------------------
def test_the_list_asks_as_often_for_eleven_as_for_one(visit, django_assert_num_queries):
    need, offer = needs.published(), offers.published()
    making.proposed(need=need, offer=offer)
    client = visit(cast.join("amina"))
    client.get(url("list"))  # what is kept per process is read once
    with CaptureQueriesContext(connection) as few:
        client.get(url("list"))
    for _ in range(10):
        Introduction.objects.create(
            need=need,
            offer=offer,
            status="ended",
            proposed_by=cast.join("dina"),
            proposed_for=offer.organisation,
        )
    with django_assert_num_queries(len(few)):
        client.get(url("list"))


def test_the_list_is_filtered_by_state_side_mine_and_what_waits(visit):
    waits = making.proposed()
    over = making.proposed()
    making.decline(over, "amina")
    client = visit(cast.join("amina"))
    assert set(listed(client)) == {waits.pk, over.pk}
    assert listed(client, status="running") == [waits.pk]
    assert listed(client, status="declined") == [over.pk]
    assert listed(client, waiting="on") == [waits.pk]
    assert listed(client, side="giver") == []
    assert set(listed(client, side="recipient", mine="on", sort="country")) == {waits.pk, over.pk}
    client = visit(cast.join("dina"))
    assert listed(client, waiting="on") == []
    assert listed(visit(cast.join("diego"))) == []
    assert listed(visit(cast.join("sofia")), mine="on") == []
    assert set(listed(visit(cast.join("elena")))) == {waits.pk, over.pk}


def test_the_file_of_the_list_holds_what_the_filters_find(visit):
    introduction = making.proposed()
    answer = visit(cast.join("dina")).get(url("export", "json"), {"status": "running"})
    (row,) = json.loads(answer.getvalue())
    assert (row["introduction"], row["status"]) == (introduction.pk, "Proposed")
    assert row["request"] == "Marking machines for the police"


def test_a_request_that_was_hidden_is_named_to_the_other_side_nowhere(visit):
    introduction = making.proposed()
    Need.objects.update(audience=Audience.OWN)
    client = visit(cast.join("dina"))
    texts = [page(client, introduction), client.get(url("list")).content.decode()]
    texts.append(client.get(url("export", "csv")).getvalue().decode())
    assert not [text for text in texts if "Marking machines for the police" in text]
    assert "no longer shown" in texts[0]


# --- the page ------------------------------------------------------------------------------------
def test_words_are_on_the_page_of_the_sides_and_their_dates_on_that_of_the_broker(visit):
    introduction = making.talking()
    making.post(introduction, "dina", WORD)
    making.fact(introduction, "dina", f"{WORD} holds.")
    for name, reads in {"amina": 1, "vera": 1, "dina": 1, "sofia": 0, "elena": 0}.items():
        assert (WORD in page(visit(cast.join(name)), introduction)) == bool(reads), name
    making.seat(introduction)
    assert WORD in page(visit(cast.join("sofia")), introduction)
    assert WORD not in page(visit(cast.join("elena")), introduction)
    services.leave_conversation(introduction_id=introduction.pk, actor=cast.join("amina"))
    text = page(visit(cast.join("sofia")), introduction)
    assert WORD not in text
    assert "You see that the conversation runs" in text


def test_the_page_shows_the_buttons_that_its_reader_may_press(visit):
    introduction = making.proposed()
    accept, decline = url("accept", introduction.pk), url("decline", introduction.pk)
    for name, may in {"amina": True, "vera": False, "dina": False, "sofia": False}.items():
        text = page(visit(cast.join(name)), introduction)
        assert (accept in text, decline in text) == (may, may), name


def test_a_side_accepts_and_declines_on_the_page(visit):
    introduction = making.proposed()
    client = visit(cast.join("amina"))
    client.post(url("accept", introduction.pk), {"version": introduction.version})
    assert making.fresh(introduction).status == "accepted"
    answer = client.post(url("end", introduction.pk), {"reason": "other", "words": ""})
    assert "Say the reason in words" in answer.content.decode()
    client.post(url("end", introduction.pk), {"reason": "other", "words": "War."})
    assert making.fresh(introduction).reason_words == "War."


def test_expressing_interest_twice_leads_to_the_one_that_runs(visit):
    need, offer = needs.published(), offers.published()
    client = visit(cast.join("dina"))
    address = url("propose", need.pk, offer.pk)
    assert "Express your interest" in client.get(address).content.decode()
    answer = client.post(address, {"message": "We could start in May."}, follow=True)
    introduction = Introduction.objects.get()
    assert "We could start in May." in answer.content.decode()
    answer = client.get(address)
    assert answer.url == url("detail", introduction.pk)


# --- what is posted ------------------------------------------------------------------------------
def test_a_message_with_two_files_is_posted_once_and_nothing_typed_is_lost(visit):
    introduction = making.talking()
    client = visit(cast.join("dina"))
    key = str(uuid.uuid4())

    def files(ending):
        return [SimpleUploadedFile(f"{n}{ending}", making.PDF) for n in (1, 2)]

    said = {"key": key, "text": WORD, "language": "en"}
    answer = client.post(url("post", introduction.pk), {**said, "attached": files(".exe")})
    assert answer.status_code == 200
    assert WORD in answer.content.decode()
    assert "cannot be attached" in answer.content.decode()
    assert not Message.objects.exists()
    for _ in range(2):
        client.post(url("post", introduction.pk), {**said, "attached": files(".pdf")})
    message = Message.objects.get()
    assert message.files.count() == 2
    file = message.files.first()
    address = url("document", introduction.pk, file.pk)
    assert b"".join(client.get(address).streaming_content) == making.PDF
    assert visit(cast.join("sofia")).get(address).status_code == 403
    assert visit(cast.join("diego")).get(address).status_code == 404


def test_what_is_typed_comes_back_with_the_page(visit):
    introduction = making.talking()
    client = visit(cast.join("dina"))
    assert client.post(url("draft", introduction.pk), {"text": WORD}).json() == {}
    assert WORD in page(client, introduction)


def test_a_question_and_its_answer_through_the_page(visit):
    introduction = making.talking()
    key = str(uuid.uuid4())
    asked = {
        "question-key": key,
        "question-text": "How many armouries?",
        "question-due_on": making.NEXT_WEEK.isoformat(),
        "question-time_zone": "Europe/Berlin",
        "question-language": "en",
    }
    client = visit(cast.join("dina"))
    wrong = client.post(url("ask", introduction.pk), asked | {"question-due_on": "2020-01-01"})
    assert "Choose a day that is to come" in wrong.content.decode()
    assert "How many armouries?" in wrong.content.decode()
    client.post(url("ask", introduction.pk), asked)
    question = introduction.questions.get()
    said = {"answer-key": str(uuid.uuid4()), "answer-text": "Nine.", "answer-language": "en"}
    client = visit(cast.join("amina"))
    assert "Answer this question" in page(client, introduction)
    client.post(url("answer", introduction.pk, question.pk), said)
    assert "Answered" in page(client, introduction)


# --- files ---------------------------------------------------------------------------------------
def test_the_conversation_leaves_as_json_word_and_pdf_for_its_readers(visit):
    introduction = making.talking()
    making.post(introduction, "dina", WORD, files=[making.new_file(title="Plan")])
    making.answer(making.ask(introduction))
    services.confirm_fact(fact_id=making.fact(introduction).pk, actor=cast.join("amina"))
    client = visit(cast.join("amina"))
    said = json.loads(client.get(url("conversation", introduction.pk, "json")).content)
    assert said["messages"][0]["text"] == WORD
    assert said["messages"][0]["files"][0]["title"] == "Plan"
    assert said["messages"][2]["answers"] == "How many armouries are there?"
    assert said["facts"][0]["text"] == "Thirty-eight armouries get racks."
    word = client.get(url("conversation", introduction.pk, "docx")).content
    text = "\n".join(part.text for part in Document(io.BytesIO(word)).paragraphs)
    assert WORD in text
    assert "Plan, version 1" in text
    if pdf.weasyprint():
        file = client.get(f"/ar{url('conversation', introduction.pk, 'pdf')}")
        assert file.content.startswith(b"%PDF-")
    for format_name in ("json", "docx", "pdf"):
        address = url("conversation", introduction.pk, format_name)
        assert visit(cast.join("sofia")).get(address).status_code == 403


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_a_letter_is_written_in_the_language_of_its_addressee(visit, language):
    offer = offers.published(language=language)
    introduction = making.proposed("giver", offer=offer)
    amina = cast.join("amina")
    (post,) = [one for one in posts_for(amina, introduction) if one.kind == "acceptance"]
    assert post.language == language
    address = url("letter_paper", introduction.pk, "acceptance", "recipient", "docx")
    answer = visit(amina).get(address, {"language": language, "reference": "KEN/7"})
    text = "\n".join(part.text for part in Document(io.BytesIO(answer.content)).paragraphs)
    assert "KEN/7" in text
    assert "Nordic Agency" in text


def test_a_signed_letter_is_recorded_on_its_page_and_makes_the_move(visit):
    introduction = making.proposed()
    client = visit(cast.join("sofia"))
    address = url("letter", introduction.pk, "acceptance", "recipient")
    scan = {
        "file": SimpleUploadedFile("signed.pdf", making.PDF),
        "reference": "MFA/1",
        "signed_on": "2026-01-05",
    }
    empty = client.post(address, {"reference": "MFA/1"})
    assert empty.status_code == 200
    client.post(address, scan)
    introduction = making.fresh(introduction)
    assert introduction.status == "accepted"
    letter = introduction.letters.get()
    for name, status in {"dina": 200, "elena": 200, "diego": 404}.items():
        answer = visit(cast.join(name)).get(url("scan", introduction.pk, letter.pk))
        assert answer.status_code == status, name
        assert not answer.streaming or list(answer)  # read to the end, the file is closed
    assert visit(cast.join("sofia")).get(address).status_code == 404  # it was recorded


def test_an_expression_of_interest_by_letter(visit):
    need, offer = needs.published(), offers.published()
    client = visit(cast.join("sofia"))
    address = url("interest", need.pk, offer.pk, "giver")
    paper = client.get(
        url("interest_paper", need.pk, offer.pk, "giver", "page"), {"language": "fr"}
    )
    assert "présente ses compliments" in paper.content.decode()
    scan = {
        "file": SimpleUploadedFile("signed.pdf", making.PDF),
        "reference": "NA/5",
        "signed_on": "2026-01-05",
    }
    client.post(address, scan)
    assert Introduction.objects.get().proposed_for == offer.organisation
    assert visit(cast.join("dina")).get(address.replace("giver", "recipient")).status_code == 404
