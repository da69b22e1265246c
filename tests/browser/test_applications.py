"""A late applicant gets more time; an administrator with a conflict sees nothing any more."""

import datetime
import json

from django.utils import timezone
from playwright.sync_api import expect

# The site's own database, through its own services: a signed proposal, a call that is just over.
PREPARE = """
import json
from datetime import timedelta
from accounts.models import User
from config.example_world.funds import OPEN
from config.example_world.projects import write_proposal
from django.utils import timezone
from matchmaking.funds import services
from matchmaking.funds.models import Call
open_call = Call.objects.get(title=OPEN)
tomas, now = User.objects.get(email="tomas@example.org"), timezone.now()
said = {"title": "A call that is just over", "summary": "Marking.", "language": "en",
        "timezone": "Africa/Nairobi", "opens_at": now - timedelta(days=9),
        "closes_at": now + timedelta(days=9)}
call = services.draft_call(
    actor=tomas, fund_id=open_call.fund_id, fields=said, content=open_call.content
)
services.publish_call(call_id=call.pk, actor=tomas)
Call.objects.filter(pk=call.pk).update(closes_at=now - timedelta(minutes=5))
print(json.dumps([call.pk, write_proposal("Lighthouse of quartz", "KEN").pk]))
"""


def test_a_late_applicant_is_given_time_and_a_conflict_hides_it_from_an_administrator(
    visitor, manage
):
    call, proposal = json.loads(manage("shell", "--command", PREPARE).splitlines()[-1])
    page = visitor.sign_in("nadia")
    main = page.locator("main")
    address = f"/applications/to/{call}/{proposal}/"
    visitor.go(address)
    expect(main).to_contain_text("The deadline is over")
    expect(main).to_contain_text("(Africa/Nairobi)")
    visitor.looks_right()
    main.get_by_role("button", name="Put the late try on record").click()
    expect(page.locator("body")).to_contain_text("Nothing is lost")
    expect(main).to_contain_text("Earlier tries")

    visitor.sign_in("tomas")
    visitor.go(f"/funds/calls/{call}/extend/")
    later = timezone.localdate() + datetime.timedelta(days=3)
    main.get_by_label("New deadline, day").fill(str(later))
    main.get_by_label("For", exact=True).select_option(label="Example Implementer")
    main.get_by_label("Why").last.fill("The power was cut for two days.")
    main.get_by_role("button", name="Extend the deadline").click()

    visitor.sign_in("nadia")
    visitor.go(address)
    expect(main).to_contain_text("Your deadline, extended")
    main.get_by_role("button", name="Hand in a proposal").click()
    expect(page.locator("body")).to_contain_text("Handed in as number")
    path = page.url.removeprefix(visitor.site)
    main.get_by_role("link", name="Receipt").click()
    expect(main).to_contain_text("Lighthouse of quartz")

    visitor.sign_in("petra")
    visitor.go("/applications/?q=quartz")
    main.get_by_role("link", name="Lighthouse of quartz").click()
    expect(main).to_contain_text("Please answer before you read this application")
    visitor.looks_right()
    main.get_by_label("I have, or may seem to have").check()
    main.get_by_label("What kind of conflict").select_option(
        label="Earlier work on the same matter"
    )
    main.get_by_label("In a few words").fill("I drew the first plan.")
    main.get_by_role("button", name="Declare").click()
    expect(page.locator("body")).to_contain_text("Others take over")
    for hidden in ("/applications/", "/notifications/", "/notifications/tasks/"):
        visitor.go(hidden)
        expect(main).not_to_contain_text("quartz")
    assert page.request.get(visitor.site + path).status == 404

    visitor.sign_in("tomas")
    visitor.go(f"{path}conflicts/")
    expect(main).to_contain_text("I drew the first plan.")
    visitor.looks_right()
