"""The pages of agreements: what they show, what they keep, what they say when it fails."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from matchmaking.agreements.models import Agreement
from tests import cast
from tests.agreements import making
from tests.needs import making as needs
from tests.offers import making as offers

pytestmark = pytest.mark.django_db


def page(name, *about):
    return reverse(f"agreements:{name}", args=about)


def _typed(introduction, **changes):
    said = {
        "terms": "The machines stay with the police.",
        "lines-TOTAL_FORMS": 1,
        "lines-INITIAL_FORMS": 0,
        "lines-0-need_line": introduction.need.lines.get().pk,
        "lines-0-offer_line": introduction.offer.lines.get().pk,
        "lines-0-quantity": "5",
        "lines-0-channel": "bilateral",
        "lines-0-deliverer": "Nordic Logistics",
    }
    return said | changes


def test_from_the_conversation_to_an_agreement_that_is_kept(visit, amina, dina, sofia):
    introduction = making.talking()
    talk = visit(dina).get(reverse("introductions:detail", args=[introduction.pk]))
    assert page("create", introduction.pk) in talk.content.decode()
    form = visit(dina).get(page("create", introduction.pk)).content.decode()
    assert "Marking machines – 12 item" in form
    made = visit(dina).post(page("create", introduction.pk), _typed(introduction), follow=True)
    agreement = Agreement.objects.get()
    assert "Nordic Logistics" in made.content.decode()
    for person in (dina, amina):
        version = making.fresh(agreement).version
        visit(person).post(page("sign", agreement.pk), {"version": version})
    assert making.fresh(agreement).status == "signed"
    line = agreement.lines.get()
    today = making.TODAY.isoformat()
    said = {f"line-{line.pk}-quantity": "5", f"line-{line.pk}-on": today}
    visit(dina).post(page("deliveries", agreement.pk), said)
    shown = visit(amina).get(page("detail", agreement.pk)).content.decode()
    assert page("agree", agreement.pk) in shown
    visit(amina).post(page("agree", agreement.pk))
    assert making.fresh(agreement).status == "fulfilled"


def test_a_refused_line_keeps_what_was_typed_and_says_why_beside_it(visit, amina, dina, sofia):
    introduction = making.talking()
    typed = _typed(introduction, **{"lines-0-quantity": "13"})
    text = visit(amina).post(page("create", introduction.pk), typed).content.decode()
    assert "12 item are still open" in text
    assert "Nordic Logistics" in text
    assert 'value="13"' in text
    assert not Agreement.objects.exists()


def test_a_stale_form_keeps_what_was_typed(visit, amina, dina, sofia):
    agreement = making.draft()
    stale = agreement.version
    visit(dina).post(
        page("edit", agreement.pk),
        _typed(agreement.introduction, version=stale, terms="Ours."),
    )
    text = visit(amina).post(
        page("edit", agreement.pk),
        _typed(agreement.introduction, version=stale, terms="Theirs."),
    )
    assert "Somebody else changed" in text.content.decode()
    assert "Theirs." in text.content.decode()


def test_the_second_to_sign_reads_what_is_left_and_finds_the_words_as_they_were(
    visit, amina, dina, sofia
):
    need = needs.published()
    mine = making.proposed(introduction=making.talking(need), quantity=12)
    rival = making.donor(1)
    theirs = making.proposed(
        introduction=making.talking(need, offers.published(author=rival)), quantity=1
    )
    visit(dina).post(page("sign", mine.pk), {"version": mine.version})
    refused = visit(rival).post(page("sign", theirs.pk), {"version": theirs.version}, follow=True)
    text = refused.content.decode()
    assert "0 item are still open" in text
    assert page("edit", theirs.pk) in text
    assert "Nordic Logistics" in text


def test_an_amendment_is_shown_line_by_line_and_signed_on_the_page(visit, amina, dina, sofia):
    agreement = making.signed()
    typed = _typed(
        agreement.introduction,
        version=agreement.version,
        why="Two more stations.",
        **{"lines-0-quantity": "7", "lines-0-line": agreement.lines.get().pk},
    )
    visit(dina).post(page("amend", agreement.pk), typed)
    text = visit(amina).get(page("detail", agreement.pk)).content.decode()
    assert '<del dir="auto">5 item</del>' in text
    assert '<ins dir="auto">7 item</ins>' in text
    visit(amina).post(page("answer", agreement.pk, 1, "sign"), {"version": 1})
    assert agreement.lines.get().quantity == 7


def test_an_agreement_ends_with_a_reason_from_the_list(visit, amina, dina, sofia):
    agreement = making.signed()
    visit(amina).post(page("end", agreement.pk), {"reason": making.reason(), "words": "Late."})
    assert making.fresh(agreement).status == "ended"
    text = visit(dina).get(page("detail", agreement.pk)).content.decode()
    assert "Late." in text


def test_a_signed_letter_is_recorded_with_its_scan(visit, amina, dina, sofia):
    agreement = making.draft()
    said = {
        "side": "recipient",
        "name": "H. E. Ms A.",
        "reference": "NV 7",
        "signed_on": making.TODAY.isoformat(),
        "file": making.scan(),
    }
    text = visit(sofia).post(page("letter", agreement.pk), said, follow=True).content.decode()
    assert "H. E. Ms A." in text
    signature = agreement.signatures.get()
    answer = visit(dina).get(page("scan", agreement.pk, signature.pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.getvalue()
    answer.close()


def test_the_paper_names_both_parties_and_every_line(visit, amina, dina, sofia):
    agreement = making.signed()
    text = visit(dina).get(page("paper", agreement.pk, "page")).content.decode()
    assert "Nordic Agency and Kenya" in text
    sent = visit(dina).get(page("paper", agreement.pk, "docx"))
    document = Document(io.BytesIO(sent.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "5 item" in cells
    assert "Nordic Logistics" in cells


def test_nobody_else_learns_who_agreed(visit, amina, dina, sofia, diego):
    agreement = making.signed()
    assert visit(diego).get(page("detail", agreement.pk)).status_code == 404
    for person in (None, diego):
        text = visit(person).get(reverse("needs:detail", args=[agreement.need.pk]))
        assert page("detail", agreement.pk) not in text.content.decode()
        assert "Nordic Logistics" not in text.content.decode()


def test_the_list_filters_sorts_and_exports(visit, amina, dina, sofia):
    agreement = making.signed()
    client = visit(sofia)
    listing = page("list")
    assert str(agreement.need) in client.get(listing, {"status": "signed"}).content.decode()
    found = client.get(listing, {"status": "ended"}).content.decode()
    assert "Nothing fits these filters" in found
    text = client.get(page("export", "csv"), {"sort": "country"}).getvalue().decode()
    assert "5 item" in text
    assert client.get(page("export", "pdf")).status_code == 404


def test_the_list_takes_as_many_queries_for_eleven_rows_as_for_one(visit, amina, dina, sofia):
    making.draft()
    client = visit(cast.join("sofia"))

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(page("list"))
        return len(queries)

    client.get(page("list"))
    one = asked()
    for _ in range(10):
        making.draft()
    assert asked() == one


def test_what_was_signed_is_not_edited(visit, amina, dina, sofia):
    agreement = making.signed()
    assert visit(amina).get(page("edit", agreement.pk)).url == page("detail", agreement.pk)
    text = visit(amina).get(page("detail", agreement.pk)).content.decode()
    assert page("edit", agreement.pk) not in text
    assert page("amend", agreement.pk) in text
