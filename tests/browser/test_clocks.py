"""An introduction nobody answers: it is escalated, and the one who must act acts."""

import re

from playwright.sync_api import expect

STALLED = re.compile("Completing the marking of Administration Police firearms")


def test_a_stalled_introduction_escalates_until_it_is_answered(visitor, manage):
    page = visitor.sign_in("sofia")
    visitor.go("/clocks/?stage=answer")
    row = page.get_by_role("row", name=STALLED)
    expect(row).to_contain_text("Overdue")
    expect(row).to_contain_text("nobody yet")
    manage("run_clocks")
    manage("run_clocks")  # a second run tells nobody again

    visitor.go("/clocks/?stage=answer")
    expect(row.get_by_text("The brokers of the secretariat")).to_have_count(1)
    expect(row).to_contain_text("Sofia")
    visitor.looks_right()
    visitor.go("/notifications/")
    expect(page.get_by_role("link", name=re.compile("overdue, last day"))).to_have_count(1)
    visitor.go("/ar/clocks/?stage=answer")
    visitor.looks_right()

    visitor.go("/clocks/targets/")
    visitor.looks_right()
    visitor.go("/clocks/targets/answer/")
    visitor.looks_right()
    visitor.go("/clocks/reasons/")
    visitor.looks_right()

    visitor.sign_in("amina")
    visitor.go("/clocks/")
    page.get_by_role("link", name=STALLED).click()
    expect(page.locator("main")).to_contain_text("Clocks")
    page.get_by_role("button", name=re.compile("^Accept")).first.click()
    visitor.go("/clocks/?state=done&stage=answer")
    expect(page.get_by_role("row", name=STALLED)).to_contain_text("Done")

    visitor.sign_out()
    for address in ("/clocks/averages/", "/clocks/register/"):
        visitor.go(address)
        visitor.looks_right()
