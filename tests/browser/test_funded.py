"""From a request to a paid first tranche; money for one only; a round of revision."""

import json
import re

from playwright.sync_api import expect

from tests.browser.reviewing import ask, open_task, review
from tests.browser.steps import path_of, publish, submit_need

TITLE = "Marking machines for the ports of the coast"
PAPER = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}

# A call of its own with money of its own, so that no other walk meets it; with a committee.
CALL = """
from datetime import timedelta
from accounts.models import User
from config.example_world.funds import OPEN
from django.utils import timezone
from matchmaking.decisions import services as decisions
from matchmaking.funds import services
from matchmaking.funds.models import Call
from matchmaking.ledger import services as ledger
from matchmaking.ledger.facts import EarmarkData
from matchmaking.money import Money
def person(name):
    return User.objects.get(email=f"{name}@example.org")
def call(title, dollars=300000, **content):
    old, now, tomas = Call.objects.get(title=OPEN), timezone.now(), person("tomas")
    said = {"title": title, "summary": "Marking.", "language": "en", "timezone": "UTC",
            "opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=9)}
    made = services.draft_call(
        actor=tomas, fund_id=old.fund_id, fields=said, content=old.content | content
    )
    services.publish_call(call_id=made.pk, actor=tomas)
    for name in ("rania", "hugo", "mei"):
        decisions.take_seat(
            call_id=made.pk, person=person(name), is_chair=name == "rania", actor=tomas
        )
    money = {"amount": Money(dollars * 100, "USD"), "actor": tomas, "key": f"call:{made.pk}"}
    donor = person("dina").memberships.get().organisation
    gift = ledger.pledge(
        fund_id=made.fund_id, donor_id=donor.pk, earmark=EarmarkData(call_id=made.pk), **money
    )
    ledger.receive(contribution_id=gift.pk, **money | {"key": f"call:{made.pk}:in"})
    return Call.objects.get(pk=made.pk)
"""
# What a long afternoon of writing leaves in a proposal that was begun.
WRITE = """
import json
from accounts.models import Organisation
from config.example_world.projects import DATA, _moved
from matchmaking.projects import services as projects
from matchmaking.projects.models import Proposal
proposal = Proposal.objects.get(title={title!r})
nadia, amina = person("nadia"), person("amina")
invited = projects.invite(
    proposal_id=proposal.pk, email=nadia.email, role="writer", actor=amina
)
projects.accept_invitation(invitation_id=invited.pk, actor=nadia)
partner = Organisation.objects.get(name="Example Implementer")
complete = json.loads(DATA.read_text(encoding="utf-8"))["complete"]
for code, said in _moved(complete).items():
    said = {{**said, "implementer": partner.pk}} if code == "partner" else said
    projects.save_section(proposal_id=proposal.pk, code=code, said=said, actor=amina)
print(json.dumps([proposal.pk, call("Ports").pk]))
"""
# Two applications that were reviewed, each asking for more than half of what is left.
ASKED = 188_800  # dollars, by each of these proposals: two of them are more than what is left
TWO_READY = """
import json
from config.example_world.applications import WHY
from config.example_world.projects import write_proposal
from matchmaking.applications import eligibility, services as applications
from matchmaking.applications.models import Application
from matchmaking.decisions.choices import DecisionKind
from matchmaking.decisions.services import Proposed
from matchmaking.ledger.selectors import available
opened = call("{name}", dollars=100000, reviewers=0, least_percent=10)
tomas, made = person("tomas"), []
for title in {titles!r}:
    row = applications.submit_application(
        call_id=opened.pk, proposal_id=write_proposal(title, "KEN").pk, actor=person("nadia")
    )
    for name in ("tomas", "petra", "rania", "hugo", "mei"):
        applications.declare_no_conflict(application_id=row.pk, actor=person(name))
    found = eligibility.of_submission(row.submission)
    judged = {{eligibility.key_of(one): WHY for one in found if one.verdict != "met"}}
    applications.screen_application(
        application_id=row.pk, actor=tomas, is_eligible=True, overrides=judged
    )
    applications.close_reviews(application_id=row.pk, actor=tomas)
    made.append(row.pk)
left = available(opened.fund_id, for_application=Application.objects.get(pk=made[0]))
print(json.dumps([made, left.minor // 100]))
"""


def _shell(manage, *parts):
    return json.loads(manage("shell", "-v", "0", "-c", "\n".join(parts)).splitlines()[-1])


def _declare(visitor, name, path):
    """Say as one of the fund that nothing stands in the way, and read the application."""
    page = visitor.sign_in(name)
    visitor.go(path)
    if page.get_by_label("I have no conflict of interest").count():
        page.get_by_label("I have no conflict of interest").check()
        page.get_by_role("button", name="Declare").click()
    return page


def _sign_both(visitor, proposal):
    for name in ("amina", "nadia"):
        page = visitor.sign_in(name)
        visitor.go(f"/proposals/{proposal}/check/")
        page.get_by_label("I have read the proposal").check()
        page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.locator("main")).to_contain_text("Signed by both sides")


def _open_ballot(visitor, application, kind, **fields):
    page = _declare(visitor, "tomas", f"/applications/{application}/")
    visitor.go(f"/decisions/applications/{application}/ballot/")
    page.get_by_label(kind, exact=True).check()
    for name, value in fields.items():
        page.locator(f"[name={name.replace('__', '-')}]").fill(value)
    page.get_by_role("button", name="Open the ballot").click()
    expect(page.locator("h1")).to_contain_text("Ballot on")
    return path_of(page)


def _vote(visitor, ballot, *names):
    for name in names:
        page = visitor.sign_in(name)
        visitor.go(ballot)
        page.get_by_label("Yes", exact=True).check()
        page.get_by_role("button", name="Vote").click()
        expect(page.locator("main")).to_contain_text("You voted: Yes.")


def _count(visitor, ballot, name="tomas"):
    page = visitor.sign_in(name)
    visitor.go(ballot)
    page.get_by_role("button", name="Count the votes").click()
    return page


def _begin_and_hand_in(visitor, manage):
    """Let a proposal grow out of a request, sign it, and hand it in; return the application."""
    need = submit_need(visitor, TITLE)
    publish(visitor, need)
    page, main = visitor.sign_in("amina"), visitor.page.locator("main")
    visitor.go(f"/proposals/start/?need={need.strip('/').split('/')[-1]}")
    visitor.looks_right()
    page.get_by_role("button", name="Begin the proposal").click()
    expect(main).to_contain_text(TITLE)
    proposal, call = _shell(manage, CALL, WRITE.format(title=TITLE))
    _sign_both(visitor, proposal)
    visitor.sign_in("amina")
    visitor.go(f"/applications/to/{call}/{proposal}/")
    main.get_by_role("button", name="Hand in a proposal").click()
    expect(page.locator("body")).to_contain_text("Handed in as number")
    return path_of(page).strip("/").split("/")[1]


def _screen(visitor, application):
    """Judge what the rules leave open, and find it eligible."""
    page = _declare(visitor, "tomas", f"/applications/{application}/")
    main = page.locator("main")
    visitor.go(f"/applications/{application}/screen/")
    for fieldset in main.locator("fieldset").all():
        if fieldset.locator("select").is_visible():
            fieldset.locator("select").select_option("met")
            fieldset.locator("textarea, input[type=text]").fill("The annex shows it.")
    main.get_by_role("button", name="Eligible", exact=True).click()
    expect(main.locator(".status").first).to_have_text("In review")


def _review_without_mei(visitor, application):
    """Ask three reviewers; Mei has a conflict and sees nothing of it; the others review."""
    page, main = visitor.page, visitor.page.locator("main")
    visitor.go(f"/reviews/applications/{application}/reviewers/")
    for name in ("Rania", "Hugo", "Mei"):
        ask(page, name)
    open_task(visitor, "mei", TITLE)
    page.get_by_text("I have a conflict of interest").click()
    page.get_by_label("What is it?").select_option("personal")
    page.get_by_label("In a few words").fill("My sister leads the team.")
    page.get_by_role("button", name="Declare the conflict").click()
    for path in ("/applications/", "/reviews/", "/notifications/", "/decisions/"):
        visitor.go(path)
        expect(main).not_to_contain_text(TITLE)
    review(visitor, "rania", TITLE, (5, 4, 4, 3, 4))
    review(visitor, "hugo", TITLE, (4, 4, 4, 3, 5))
    visitor.sign_in("tomas")
    visitor.go(f"/reviews/applications/{application}/")
    if page.locator("#close-reason").count():
        page.locator("#close-reason").fill("Mei is recused; two agree.")
    page.get_by_role("button", name="Close the reviews").click()


def _approve_on_a_condition(visitor, application):
    """Decide by ballot; the applicant shows what was asked, the administrator accepts it."""
    page, licence = visitor.page, f"Show the import licence ({application})."
    said = {"conditions__0__words": licence, "conditions__0__due_on": "2030-01-31"}
    ballot = _open_ballot(visitor, application, "Approve with conditions", **said)
    _vote(visitor, ballot, "rania", "hugo")
    _count(visitor, ballot)
    expect(page.locator("h1")).to_contain_text("Decision on")
    visitor.sign_in("nadia")
    visitor.go("/decisions/conditions/")
    page.get_by_role("link", name=licence).click()
    page.get_by_label("What shows that the condition is met").fill("Licence 12 of 2026.")
    page.get_by_role("button", name="Hand in").click()
    condition = path_of(page)
    visitor.sign_in("tomas")
    visitor.go(condition)
    page.get_by_role("button", name="Accept: the condition is met").click()


def _sign_and_pay(visitor, application):
    """Sign the funding agreement on both sides; two administrators pay the first tranche."""
    page, main = visitor.page, visitor.page.locator("main")
    visitor.go("/projects/?sort=newest")
    main.get_by_role("link", name=TITLE).first.click()
    project = path_of(page)
    for name in ("tomas", "nadia"):
        visitor.sign_in(name)
        visitor.go(f"{project}sign/")
        page.get_by_label("Name and office").fill(f"The director, {name}")
        page.get_by_label("Signed funding agreement").set_input_files(PAPER)
        main.locator("form button[type=submit]").click()
    visitor.sign_in("tomas")
    visitor.go(project)
    page.get_by_role("link", name="Prepare the payment").first.click()
    page.get_by_label("Bank document").set_input_files(PAPER)
    page.get_by_role("button", name="Prepare a payment").click()
    payment = path_of(page)
    _declare(visitor, "petra", f"/applications/{application}/")
    visitor.go(payment)
    if page.get_by_role("button", name="Approve this payment").count():
        page.get_by_role("button", name="Approve this payment").click()
    page.get_by_role("button", name="Mark as paid").click()
    expect(main.locator(".status").first).to_have_text("Paid")


def test_a_request_becomes_a_project_whose_first_tranche_is_paid(visitor, manage):
    application = _begin_and_hand_in(visitor, manage)
    _screen(visitor, application)
    _review_without_mei(visitor, application)
    _approve_on_a_condition(visitor, application)
    _sign_and_pay(visitor, application)

    page = visitor.sign_in("kofi")
    visitor.go("/fund-desk/")
    visitor.looks_right()
    visitor.go(f"/fund-desk/trail/?q={TITLE.replace(' ', '+')}&decides=on")
    for words in ("found eligible", "decided", "voted", "Mei"):
        expect(page.locator("main")).to_contain_text(words)
    visitor.looks_right()
    visitor.go("/ar/fund-desk/pipeline/?stage=open")
    visitor.looks_right()


def test_of_two_who_approve_at_once_one_is_told_what_is_left(visitor, manage):
    titles = ["Amber lighthouse", "Basalt lighthouse"]
    (first, second), left = _shell(
        manage, CALL, TWO_READY.format(name="Lighthouses", titles=titles)
    )
    more_than_half = str(min(left * 11 // 20, ASKED))
    ballots = []
    for application in (first, second):
        ballot = _open_ballot(visitor, application, "Approve", amount=more_than_half)
        _vote(visitor, ballot, "rania", "hugo", "mei")
        ballots.append(ballot)
    # Both administrators have the page open; the money is there for one of them.
    visitor.sign_in("tomas")
    visitor.go(ballots[1])
    waiting = visitor.page.context.new_page()
    waiting.goto(visitor.site + ballots[0])
    waiting.get_by_role("button", name="Count the votes").click()
    expect(waiting.locator("h1")).to_contain_text("Decision on")
    visitor.page.get_by_role("button", name="Count the votes").click()
    expect(visitor.page.locator("main, .messages").first).to_be_visible()
    expect(visitor.page.locator("body")).to_contain_text(re.compile("left|enough", re.I))
    expect(visitor.page.locator("h1")).to_contain_text("Ballot on")
    visitor.looks_right()


def test_a_proposal_that_is_returned_comes_back_in_a_second_round(visitor, manage):
    title = "Coral lighthouse"
    (application,), _left = _shell(
        manage, CALL, TWO_READY.format(name="Returned lighthouses", titles=[title])
    )
    ballot = _open_ballot(
        visitor, application, "Return for revision", reasons="Say who maintains the machines."
    )
    _vote(visitor, ballot, "rania", "hugo", "mei")
    page, main = _count(visitor, ballot), visitor.page.locator("main")
    expect(page.locator("h1")).to_contain_text("Decision on")

    visitor.sign_in("nadia")
    visitor.go("/proposals/")
    main.get_by_role("link", name=title).first.click()
    proposal = path_of(page).strip("/").split("/")[1]
    visitor.go(f"/proposals/{proposal}/sections/aftercare/")
    page.get_by_label("Text").first.fill("The police workshop maintains the machines.")
    page.get_by_role("button", name="Save", exact=True).click()
    _sign_both(visitor, proposal)
    visitor.go(f"/applications/{application}/")
    main.get_by_role("link", name=re.compile("Hand in")).first.click()
    main.get_by_role("button", name=re.compile("Hand in")).first.click()
    visitor.sign_in("tomas")
    visitor.go(f"/decisions/applications/{application}/rounds/")
    expect(main).to_contain_text("The police workshop maintains")
    visitor.looks_right()
