"""The pages of evaluations: what each person finds there, and what is nowhere to be found."""

import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from accounts.notifications.inbox import all_sources
from matchmaking.errors import DomainError
from matchmaking.evaluation import selectors, services
from matchmaking.evaluation.models import Evaluation, Publication
from tests.evaluation import making

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"evaluation:{name}", args=args)


def words_of(response):
    """Return the words of a page, a file or a Word document."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if "wordprocessing" in response["Content-Type"]:
        document = Document(io.BytesIO(content))
        cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
        return "\n".join([*(line.text for line in document.paragraphs), *cells])
    return content.decode()


def test_what_is_withheld_is_nowhere_for_who_is_no_party(visit):
    evaluation = making.published(parts=["finding:1"], passages=[making.SECRET])
    gone = (making.SECRET, "Lake Zulu", "Nobody was left out")
    addresses = [
        url("detail", evaluation.pk),
        url("list"),
        url("list") + "?q=Marking",
        *(url("paper", evaluation.pk, form) for form in ("page", "docx")),
        *(url("export", form) for form in ("csv", "json")),
    ]
    for name in (None, "omar", "boris"):
        client = visit(making.person(name) if name else None)
        for address in addresses:
            found = words_of(client.get(address))
            assert "Marking machines" in found, address
            assert not [words for words in gone if words in found], (name, address)
        for secret in gone:
            page = client.get(url("list"), {"q": secret}).context
            assert page["results"].total == 0, secret
    # The parties go on reading the whole of it.
    client = visit(making.person("dina"))
    assert making.SECRET in words_of(client.get(url("detail", evaluation.pk)))
    assert making.SECRET in words_of(client.get(url("paper", evaluation.pk, "docx")))
    said = Publication.objects.get().contents
    assert "Lake" not in json.dumps(said)
    scores = selectors.published_scores([evaluation.undertaking_id])
    assert [(row.code, row.points, row.most) for row in scores] == [
        ("adequacy", 5, 6),
        ("effectiveness", 4, 6),
        ("sustainability", 3, 4),
    ]


def test_a_party_that_no_longer_agrees_ends_the_publication_and_a_new_answer_changes_it(visit):
    evaluation = making.published()
    again = {"evaluation_id": evaluation.pk, "actor": making.person("amina")}
    services.give_consent(**again, answer="agrees", parts=["criterion:adequacy"])
    scores = selectors.published_scores([evaluation.undertaking_id])
    assert [row.code for row in scores] == ["effectiveness", "sustainability"]
    with pytest.raises(DomainError):
        services.give_consent(**again, answer="agrees", passages=["not in the report"])
    with pytest.raises(DomainError):
        services.give_consent(**again, answer="agrees", parts=["finding:9"])
    services.give_consent(**again, answer="refuses", words="No longer.")
    assert making.again(evaluation).status == "final"
    assert not Publication.objects.exists()
    assert visit(None).get(url("detail", evaluation.pk)).status_code == 404


def test_nobody_reads_scores_before_their_own_are_in_and_parties_only_with_the_draft(visit):
    evaluation = making.scoring()
    making.handed_in(evaluation, "elena", 5, 5, 3)
    reason, address = "Because it was seen.", url("detail", evaluation.pk)
    for name, reads in (("ines", False), ("sofia", False), ("amina", False), ("elena", True)):
        assert (reason in words_of(visit(making.person(name)).get(address))) is reads, name
    making.handed_in(evaluation, "ines", 5, 3, 3)
    services.close_scoring(evaluation_id=evaluation.pk, actor=making.person("elena"))
    making.settle(evaluation)
    making.report(evaluation)
    for name, reads in (("ines", True), ("sofia", False), ("dina", False)):
        client = visit(making.person(name))
        assert (reason in words_of(client.get(address))) is reads, name
        status = client.get(url("paper", evaluation.pk, "page")).status_code
        assert status == (200 if reads else 403), name
    making.circulated(evaluation)
    for name in ("sofia", "dina", "amina"):
        found = words_of(visit(making.person(name)).get(address))
        assert reason in found
        assert making.SECRET in found


def test_scores_are_kept_as_they_are_and_what_is_missing_is_said_beside_the_field(visit):
    evaluation = making.scoring()
    row = making.own(evaluation, "elena")
    client, address = visit(making.person("elena")), url("score", evaluation.pk)
    page = client.get(address)
    named = str(evaluation.undertaking.indicators.order_by("position")[0])
    assert named in words_of(page)
    assert "5 item (checked)" in words_of(page)
    first, second, third = evaluation.criteria.order_by("position").values_list("pk", flat=True)
    said = {"version": row.version, f"answer_{first}": "5", f"rationale_{first}": "It was enough."}
    found = client.post(address, {**said, "hand_in": "1"}, follow=True)
    assert "a score needs evidence" in words_of(found)
    assert "It was enough." in words_of(found)
    # Another window saved since: nothing typed is lost.
    stale = client.post(address, {**said, f"rationale_{first}": "Typed here."})
    assert "Typed here." in words_of(stale)
    assert making.own(evaluation, "elena").scores.get(criterion=first).rationale == "It was enough."
    # In passing, too; evidence that has gone does not take along what is left of it.
    passing = url("autosave", evaluation.pk)
    late = client.post(passing, {**said, f"rationale_{first}": "Typed here."})
    assert (late.status_code, "message" in late.json()) == (409, True)
    said |= {"version": making.again(row).version, f"sources_{first}": [making.key(evaluation)]}
    gone = {f"sources_{first}": [making.key(evaluation), "value:0"]}
    kept = client.post(passing, {**said, **gone}).json()
    assert "except" in kept["message"]
    assert making.own(evaluation, "elena").scores.get(criterion=first).citations.count() == 1
    said |= {"version": kept["version"]}
    for pk in (second, third):
        said |= {f"answer_{pk}": "no_evidence", f"rationale_{pk}": "There was nothing."}
    done = client.post(address, {**said, "hand_in": "1"}, follow=True)
    assert "handed in" in words_of(done)
    assert making.own(evaluation, "elena").status == "done"


def test_the_next_version_of_a_scale_is_written_in_every_language(visit):
    client, address = visit(making.person("sofia")), url("write_scale", "likelihood")
    page = url("scales")
    form = client.get(address).context["form"]
    said = {name: f"Words of {name}" for name in form.fields}
    assert len(said) == 1 + 4 * 6
    missing = client.post(address, {**said, "a4_ar": " "})
    assert missing.context["form"].errors.keys() == {"a4_ar"}
    assert "Words of a4_fr" in words_of(missing)
    client.post(address, said)
    assert "Words of a4_fr" in words_of(client.get(f"/fr{page}"))
    assert "Words of a4_ar" in words_of(client.get(f"/ar{page}"))


def test_each_finds_their_own_tasks(visit):
    named = {source.name: source for source in all_sources()}

    def tasks(name, source):
        rows = named[source].rows(making.person(name))
        return [] if rows is None else [named[source].task(row).url for row in rows]

    evaluation = making.planned()
    page = url("detail", evaluation.pk)
    making.asked(evaluation)
    assert tasks("elena", "declare_independent") == [page]
    making.services.declare_independence(
        assignment_id=making.own(evaluation, "elena").pk, actor=making.person("elena")
    )
    assert tasks("sofia", "move_evaluation") == [page]
    Evaluation.objects.filter(pk=evaluation.pk).update(status="scoring")
    assert tasks("elena", "score_evaluation") == [page]
    evaluation = making.circulated()
    page = url("detail", evaluation.pk)
    assert tasks("amina", "comment_evaluation") == [page]
    assert tasks("boris", "comment_evaluation") == []
    assert tasks("elena", "write_evaluation") == [page]
    Evaluation.objects.filter(pk=evaluation.pk).update(status="responding")
    advice = evaluation.recommendations.get(addressee="recipient")
    assert tasks("amina", "respond_evaluation") == [url("respond", advice.pk)]
    assert tasks("sofia", "respond_evaluation") == []
    Evaluation.objects.filter(pk=evaluation.pk).update(status="final")
    assert tasks("dina", "consent_evaluation") == [page]


def test_the_list_asks_the_same_for_one_evaluation_and_eleven(visit):
    first = making.published()
    for name in (None, "sofia", "amina"):
        client = visit(making.person(name) if name else None)
        one = _queries(client)
        for turn in range(10):
            row = Evaluation.objects.get(pk=first.pk)
            row.pk, row.number = None, f"E-2000-{name}-{turn:04d}"
            row.save()
            said = Publication.objects.get(evaluation=first)
            said.pk, said.evaluation = None, row
            said.save()
        assert _queries(client) == one, name


def _queries(client):
    client.get(url("list"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url("list")).status_code == 200
    return len(queries)


def test_the_agreement_is_told_scale_by_scale(visit):
    making.circulated()
    found = words_of(visit(making.person("elena")).get(url("agreement")))
    assert "fewer than five criteria" in found
    rows = selectors.overview(making.person("elena"))
    assert [(row.scale, row.evaluations, row.same, row.near, row.pairs) for row in rows] == [
        ("six", 1, 1, 1, 2),
        ("likelihood", 1, 1, 1, 1),
    ]


def test_an_evaluation_is_found_from_the_page_of_what_it_judges(visit):
    evaluation = making.planned()
    place = evaluation.undertaking_id
    client = visit(making.person("amina"))
    story = words_of(client.get(reverse("monitoring:detail", args=[place])))
    assert url("detail", evaluation.pk) in story
    assert url("of_undertaking", place) in story
    assert evaluation.number in words_of(client.get(url("of_undertaking", place)))
    arabic = words_of(client.get("/ar" + url("detail", evaluation.pk)))
    assert 'dir="rtl"' in arabic
