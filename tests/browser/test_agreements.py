"""Three donors cover one request; two people commit the last unit, and one is told politely."""

import json
import re

from playwright.sync_api import expect

REQUEST = "Armes saisies gardées dans les greffes"
# The site's own database, through its own services: talks of two donors about one last item.
PREPARE = """
import json
from accounts.models import User
from config.example_world.introductions import build_case
from datetime import timedelta
from django.utils import timezone
from matchmaking.agreements import services as agreements
from matchmaking.needs import services as needs
from matchmaking.offers import services as offers
def person(name): return User.objects.get(email=f"{name}@example.org")
def place(user): return user.memberships.first().organisation
def line(kind): return {"kind_id": "EQP.MARK", "unit": "item", kind: 1}
amina, sofia = person("amina"), person("sofia")
until = timezone.localdate() + timedelta(days=400)
said = {"language": "en", "themes": ["MRK.02"], "description": "One machine."}
asked = {**said, "title": "The last engraving machine", "priority": "high", "ends_on": until}
rows = [needs.LineData(**line("quantity"))]
need = needs.draft_need(actor=amina, organisation=place(amina), fields=asked, lines=rows)
needs.submit_need(need_id=need.pk, actor=amina)
needs.publish_need(need_id=need.pk, actor=sofia)
care = ("aftercare_training", "aftercare_maintenance", "aftercare_spare_parts", "conditions")
given = {**said, "title": "A machine of ours", "channel": "bilateral", "closes_on": until}
given |= dict.fromkeys(care, "None.") | {"delivery_languages": ["en"]}
case = {"by": "giver", "message": "", "accept": ["recipient"], "said": []}
found = []
for user in (person("dina"), person("marco")):
    rows = [offers.LineData(**line("capacity"))]
    offer = offers.draft_offer(actor=user, organisation=place(user), fields=given, lines=rows)
    offers.submit_offer(offer_id=offer.pk, actor=user)
    offer = offers.publish_offer(offer_id=offer.pk, actor=sofia)
    talk = build_case(need, offer, case)
    pair = {"need_line_id": need.lines.get().pk, "offer_line_id": offer.lines.get().pk}
    row = agreements.TermsData(**pair, quantity=1, deliverer="Our own engineers")
    made = agreements.begin_agreement(introduction_id=talk.pk, actor=user, lines=[row])
    agreements.sign_agreement(agreement_id=made.pk, actor=amina)
    found.append(made.pk)
print(json.dumps(found))
"""


def test_three_donors_cover_one_request(visitor):
    visitor.sign_in("sofia")
    page = visitor.go("/agreements/")
    visitor.looks_right()
    main = page.locator("main")
    expect(main.locator("tbody tr").filter(has_text=REQUEST)).to_have_count(3)
    main.get_by_role("link", name=REQUEST).last.click()
    visitor.looks_right()
    expect(main).to_contain_text("The sides differ")

    page = visitor.go("/needs/?q=greffes")
    expect(main).to_contain_text("Committed: 32 participant")
    main.get_by_role("link", name=REQUEST).first.click()
    visitor.looks_right()
    training = main.locator("tr").filter(has_text="Training course")
    expect(training.locator("td.number").nth(0)).to_have_text("40")
    expect(training.locator("td.number").nth(1)).to_have_text("8")
    expect(training.locator("td.number").nth(2)).to_contain_text("32")
    expect(training.locator("td.number").nth(3)).to_contain_text("8")
    expect(training.locator("td.number").nth(4)).to_have_text("8")

    with page.expect_download() as download:
        page.evaluate("location.href = '/needs/export/csv/?q=greffes'")
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "32 participant" in text

    visitor.go("/ar/agreements/")
    visitor.looks_right()


def test_of_two_who_commit_the_last_one_is_told_what_is_left(visitor, manage, chromium, site):
    first, second = json.loads(manage("shell", "--command", PREPARE).splitlines()[-1])
    paths = {"dina": f"/agreements/{first}/", "marco": f"/agreements/{second}/"}
    other = type(visitor)(chromium.new_context().new_page(), site)
    for who, name in ((visitor, "dina"), (other, "marco")):
        who.sign_in(name)
        who.go(paths[name])
    sign = re.compile("Sign: this commits both sides")
    visitor.looks_right()
    visitor.page.get_by_role("button", name=sign).click()
    expect(visitor.page.locator("main")).to_contain_text("Signed by both sides")
    other.page.get_by_role("button", name=sign).click()
    main = other.page.locator("main")
    expect(other.page.locator("body")).to_contain_text("nothing you wrote is lost")
    expect(other.page.locator("body")).to_contain_text("0 item are still open")
    expect(main).to_contain_text("Our own engineers")
    other.looks_right()
    other.page.get_by_role("link", name="Change the words").click()
    expect(other.page.locator("[name=lines-0-deliverer]")).to_have_value("Our own engineers")
    other.looks_right()
    other.page.context.close()
