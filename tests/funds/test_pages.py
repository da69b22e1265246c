"""The pages of funds and calls: what they show, to whom, and what they say when it fails."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from matchmaking.funds.models import Call, Fund, Question, Rules
from matchmaking.funds.shipped import example
from tests.funds import making
from tests.needs import making as needs
from tests.projects import making as projects

pytestmark = pytest.mark.django_db
EXAMPLE = "not a real fund"


def page(name, *about):
    return reverse(f"funds:{name}", args=about)


def text(response):
    return response.content.decode()


def typed_terms(kind="partners", **changes):
    """Return the form of the terms as a browser would post one of the examples."""
    said = example(kind).terms
    form = {
        "words_in": "en",
        "applicants": list(said.applicants),
        "joint_at_least": said.joint_at_least,
        "joint_kinds": list(said.joint_kinds),
        "currency": said.currency,
        "ceiling": said.ceiling_minor // 100,
        "months_min": said.months_min or "",
        "months_max": said.months_max or "",
        "cofinancing_percent": said.cofinancing_percent,
        "sections": list(said.sections),
        "annexes": list(said.annexes),
        "reviewers": said.reviewers,
        "pass_percent": said.pass_percent,
        "present_percent": said.present_percent,
        "yes_percent": said.yes_percent,
        "tie_breakers": "\r\n".join(said.tie_breakers),
        "least_percent": said.least_percent,
        "waived_by": said.waived_by,
        "letter_shows": list(said.letter_shows),
        "appeal_days": said.appeal_days,
        "four_eyes_above": said.four_eyes_above_minor // 100,
        "fee_percent": said.fee_percent,
        "takes_earmarks": "on",
        "needs_reported_need": "on",
        "minimum": said.minimum_minor // 100,
    }
    for name in ("shares", "criteria", "bodies", "tranches", "duties"):
        form |= {f"{name}-INITIAL_FORMS": 0, f"{name}-TOTAL_FORMS": len(getattr(said, name)) + 1}
        for place, row in enumerate(getattr(said, name)):
            form |= {f"{name}-{place}-{key}": value for key, value in _row(row).items()}
    return form | changes


def _row(row):
    plain = (
        "category",
        "percent",
        "code",
        "weight",
        "does",
        "tied_to",
        "kind",
        "subject",
        "months",
    )
    said = {name: getattr(row, name) for name in plain if hasattr(row, name)}
    if hasattr(row, "titles"):
        said["title"] = row.titles["en"]
    if hasattr(row, "anchors"):
        points = [row.anchors[str(n)]["en"] for n in range(1, row.scale_max + 1)]
        said["anchors"] = "\n".join(points)
    return said


def typed_call(**changes):
    today = timezone.localdate()
    said = {
        "title": "Call for projects on tracing",
        "summary": "Tracing and records.",
        "language": "en",
        "timezone": "Asia/Tokyo",
        "opens_on": today - datetime.timedelta(days=1),
        "closes_on": today + datetime.timedelta(days=30),
        "closes_time": "17:00",
        "currency": "USD",
        "ceiling": "150000",
        "countries": ["KEN"],
    }
    return said | changes


def test_everybody_reads_funds_rules_and_calls_and_that_they_are_examples(visit, tomas, amina):
    call = making.open_call(countries=["KEN"], questions_until=making.fields()["closes_at"])
    question = making.answered(call)
    fund = call.fund
    for address in (
        page("list"),
        page("fund", fund.pk),
        page("rules", fund.pk, 1),
        page("calls"),
        page("call", call.pk),
    ):
        assert EXAMPLE in text(visit(None).get(address)), address
    shown = text(visit(None).get(page("call", call.pk)))
    for words in (
        "Africa/Nairobi",
        "UTC+03:00",
        "data-local-time",
        "USD 180,000",
        "12 to 24 months",
        "do not apply themselves; they work with an organisation that may",
        "No link to a need that the State has reported",
        "within 30 days",
        "May a university apply?",
        "Yes, as a research institute.",
        "Kenya",
    ):
        assert words in shown, words
    assert "Amina" not in shown
    assert page("ask", call.pk) not in shown
    assert page("answer", question.pk) not in shown
    assert 'action="' + page("close", call.pk) not in shown


def test_a_fund_is_set_up_and_given_rules_from_an_example(visit, tomas, sofia):
    needs.published()
    start = page("create")
    typed = {"name": "Example Facility A", "summary": "Small.", "language": "en", "currency": "USD"}
    organisation = tomas.memberships.get().organisation_id
    visit(tomas).post(start, typed | {"organisation": organisation, "is_example": "on"})
    fund = Fund.objects.get(name="Example Facility A")
    again = visit(tomas).post(start, typed | {"organisation": organisation})
    assert "There is a fund of this name already" in text(again)
    write = page("rules_write", fund.pk)
    form = text(visit(tomas).get(write, {"example": "partners"}))
    assert "No link to a need that the State has reported" in form
    assert "Examples, not the rules of any real fund" in form
    tried = text(visit(tomas).post(write, typed_terms() | {"try": "1"}))
    assert "Preview: nothing is saved yet" in tried
    assert "Held against 1 published request" in tried
    assert not Rules.objects.exists()
    unsaid = visit(tomas).post(write, typed_terms())
    assert "This field is required" in text(unsaid)  # why
    done = visit(tomas).post(write, typed_terms(note="The first rules."))
    assert done.status_code == 302
    rules = Rules.objects.get()
    assert (rules.is_example, rules.terms.criteria[0].weight) == (True, 30)
    assert rules.terms.shares == example("partners").terms.shares
    assert rules.terms.ceiling_minor == 18_000_000


def test_a_preview_names_what_the_next_version_changes(visit, tomas):
    fund = making.ruled_fund()
    typed = typed_terms(months_max=36, **{"criteria-0-weight": 25, "criteria-1-weight": 30})
    tried = text(visit(tomas).post(page("rules_write", fund.pk), typed | {"try": "1"}))
    assert "<del>12 to 24 months</del>" in tried
    assert "<ins>12 to 36 months</ins>" in tried
    assert "<del>30 % · 1: No link" in tried
    visit(tomas).post(page("rules_write", fund.pk), typed | {"note": "Longer projects."})
    shown = text(visit(None).get(page("rules", fund.pk, 2)))
    assert "<del>12 to 24 months</del>" in shown
    assert "Longer projects." in shown
    assert "In force" in shown
    # The words of the other languages stay where only English was written.
    title = Rules.objects.get(number=2).terms.criteria[0].titles
    assert title["fr"] == "Adéquation au besoin de l'État"


def test_words_are_translated_one_language_at_a_time(visit, tomas):
    fund = making.ruled_fund()
    form = visit(tomas).get(page("rules_write", fund.pk), {"words_in": "fr"})
    assert "Adéquation au besoin de l&#x27;État" in text(form)
    typed = typed_terms(note="French.", words_in="fr", **{"criteria-0-title": "Le besoin"})
    visit(tomas).post(page("rules_write", fund.pk), typed)
    titles = Rules.objects.get(number=2).terms.criteria[0].titles
    assert (titles["fr"], titles["en"]) == ("Le besoin", "Fit with the State's own need")


def test_faulty_rules_are_refused_and_nothing_typed_is_lost(visit, tomas):
    fund = making.ruled_fund()
    typed = typed_terms(note="Too much.", **{"criteria-0-weight": 31, "months_max": 37})
    answer = text(visit(tomas).post(page("rules_write", fund.pk), typed))
    assert "The weights of the criteria must add up to 100." in answer
    assert 'value="37"' in answer
    assert Rules.objects.count() == 1
    wrong = typed_terms(note="Lots.", tie_breakers="lot\nheight", least_percent=0)
    beside = text(visit(tomas).post(page("rules_write", fund.pk), wrong))
    assert "greater than or equal to 1" in beside
    assert "lot\nheight" in beside
    unknown = text(visit(tomas).post(page("rules_write", fund.pk), wrong | {"least_percent": 80}))
    assert "A rule between equals is unknown" in unknown
    more = visit(tomas).post(page("rules_write", fund.pk), typed | {"more": "criteria"})
    assert 'name="criteria-6-code"' in text(more)


def test_a_call_is_written_published_changed_and_extended(visit, tomas, amina):
    fund = making.ruled_fund()
    wrong = visit(tomas).post(page("call_create", fund.pk), typed_call(closes_on=""))
    assert "Give a deadline, or make the call a rolling one." in text(wrong)
    visit(tomas).post(page("call_create", fund.pk), typed_call())
    call = Call.objects.get()
    assert call.closes_at.astimezone(call.zone).strftime("%H:%M %Z") == "17:00 JST"
    assert visit(amina).get(page("call", call.pk)).status_code == 404
    visit(tomas).post(page("call_edit", call.pk), typed_call(title="Tracing", version=call.version))
    stale = visit(tomas).post(page("call_edit", call.pk), typed_call(title="Late", version=1))
    assert "Somebody else changed" in text(stale)
    call.refresh_from_db()
    terms = typed_terms(months_max=18, version=call.version, tie_breakers="lot\nsmaller")
    tried = text(visit(tomas).post(page("call_terms", call.pk), terms | {"try": "1"}))
    assert "<ins>12 to 18 months</ins>" in tried
    assert "<ins>lot, asks for less</ins>" in tried
    visit(tomas).post(page("call_terms", call.pk), terms)
    visit(tomas).post(page("publish", call.pk))
    call.refresh_from_db()
    assert (call.status, call.terms.months_max, call.title) == ("open", 18, "Tracing")
    assert call.terms.tie_breakers == ("lot", "smaller")
    assert call.terms.ceiling_minor == 15_000_000
    assert "Where this call differs from the rules" in text(visit(amina).get(page("call", call.pk)))
    assert visit(tomas).get(page("call_edit", call.pk)).status_code == 403
    change = {"title": "Tracing", "summary": "Tracing only.", "version": call.version}
    visit(tomas).post(page("call_change", call.pk), change | {"reason": "Clearer words."})
    later = call.closes_at.astimezone(call.zone).date() + datetime.timedelta(days=3)
    more_time = {"day": later, "time": "12:00", "reason": "A holiday."}
    early = visit(tomas).post(page("call_extend", call.pk), more_time | {"day": "2020-01-01"})
    assert "The new deadline must be later" in text(early)
    visit(tomas).post(page("call_extend", call.pk), more_time)
    shown = text(visit(amina).get(page("call", call.pk)))
    for words in ("Clearer words.", "A holiday.", "More time for everybody", "Tracing only."):
        assert words in shown
    call.refresh_from_db()
    assert call.closes_at.astimezone(call.zone).strftime("%H:%M") == "12:00"
    visit(tomas).post(page("close", call.pk), {"reason": "All money is given."})
    assert "Closed" in text(visit(amina).get(page("call", call.pk)))


def test_more_time_for_one_organisation_is_its_own_affair(visit, tomas, amina, nadia):
    call = making.open_call()
    ngo = nadia.memberships.get().organisation_id
    later = timezone.localdate() + datetime.timedelta(days=60)
    typed = {"day": later, "applicant": ngo, "reason": "A fire in the office."}
    visit(tomas).post(page("call_extend", call.pk), typed)
    seen = {p: text(visit(p).get(page("call", call.pk))) for p in (nadia, amina, tomas, None)}
    assert [("A fire in the office." in seen[p]) for p in seen] == [True, False, True, False]


def test_a_question_is_asked_answered_and_followed(visit, tomas, amina, dina):
    call = making.open_call()
    typed = {"text": "Do States sign first?", "language": "en"}
    visit(amina).post(page("ask", call.pk), typed)
    question = Question.objects.get()
    assert "You asked this." in text(visit(amina).get(page("call", call.pk)))
    assert "Do States sign first?" not in text(visit(dina).get(page("call", call.pk)))
    assert visit(dina).get(page("answer", question.pk)).status_code == 404
    assert visit(amina).get(page("answer", question.pk)).status_code == 403
    empty = visit(tomas).post(page("answer", question.pk), {"answer": "", "language": "en"})
    assert "This field is required" in text(empty)
    said = {"answer": "Yes, they do.", "language": "en", "version": question.version}
    visit(tomas).post(page("answer", question.pk), said)
    assert "Yes, they do." in text(visit(None).get(page("call", call.pk)))
    assert "Follow no more" in text(visit(amina).get(page("call", call.pk)))
    visit(amina).post(page("unfollow", call.pk))
    visit(dina).post(page("follow", call.pk))
    assert list(call.followers.values_list("user", flat=True)) == [dina.pk]


def test_a_focal_point_reads_which_fund_fits_and_why_not(visit, tomas, amina, sofia, dina):
    making.open_call("partners")
    making.open_call("states")
    need, draft = needs.published(), needs.draft()
    beside = text(visit(amina).get(reverse("needs:detail", args=[need.pk])))
    assert page("fits_need", need.pk) in beside
    shown = text(visit(amina).get(page("fits_need", need.pk)))
    assert "A government may not apply itself." in shown
    assert "The State may apply itself." in shown
    assert shown.count("May fit") == 2
    assert visit(dina).get(page("fits_need", draft.pk)).status_code == 404
    assert visit(None).get(page("fits_need", need.pk)).status_code == 200


def test_who_writes_a_proposal_reads_which_fund_fits(visit, tomas, amina, nadia, dina):
    call = making.open_call("states")
    proposal = projects.fill(projects.begin(amina), amina)
    beside = text(visit(amina).get(reverse("projects:detail", args=[proposal.pk])))
    assert page("fits_proposal", proposal.pk) in beside
    shown = text(visit(amina).get(page("fits_proposal", proposal.pk)))
    assert f'id="fit-{call.pk}"' in shown
    assert "Why not" in shown  # half of the budget is the most for equipment
    assert visit(dina).get(page("fits_proposal", proposal.pk)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"open", "soon", "over", "rolling", "bulgaria"}),
        ({"window": "open"}, {"open", "rolling", "bulgaria"}),
        ({"window": "upcoming"}, {"soon"}),
        ({"window": "over"}, {"over"}),
        ({"rolling": "on"}, {"rolling"}),
        ({"country": "KEN", "window": "open"}, {"open", "rolling"}),
        ({"theme": "STK.01"}, {"open", "soon", "over", "rolling"}),
        ({"q": "bulgaria"}, {"bulgaria"}),
    ],
)
def test_the_list_of_calls_is_filtered_and_taken_as_a_file(visit, tomas, asked, found):
    day, now = datetime.timedelta(days=1), timezone.now()
    call = making.open_call(title="open")
    making.open_call(of=call.fund, title="soon", opens_at=now + day)
    making.past(making.open_call(of=call.fund, title="over"))
    making.rolling_call(of=call.fund, title="rolling")
    making.open_call(of=call.fund, title="bulgaria", countries=["BGR"], themes=["MRK"])
    making.draft_call(of=call.fund, title="draft")
    file = visit(None).get(page("calls_export", "json"), asked)
    rows = json.loads(b"".join(file.streaming_content))
    assert {row["title"] for row in rows} == found
    assert all("Example, not the rules of any real fund" in row["note"] for row in rows)
    listed = text(visit(None).get(page("calls"), asked))
    assert all(f">{title}</a>" in listed for title in found)


def test_the_lists_cost_the_same_for_one_row_and_for_eleven(visit, tomas, amina, sofia):
    call, need = making.open_call(), needs.published()
    addresses = (
        page("list"),
        page("calls"),
        page("fund", call.fund_id),
        page("fits_need", need.pk),
        reverse("needs:detail", args=[need.pk]),
    )

    def counted():
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert visit(None).get(address).status_code == 200
            found.append(len(queries))
        return found

    counted()
    before = counted()
    for _n in range(10):
        making.open_call(of=call.fund)
        making.fund()
    assert counted() == before
