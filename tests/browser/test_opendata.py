"""The file of activities is made, downloaded and valid; an owner's identifier stands in it."""

import re
import time
from urllib.parse import urlsplit

from django.utils import timezone
from lxml import etree
from playwright.sync_api import expect

from matchmaking.opendata.iati.checking import faults_in

OWN = "XM-DAC-41304-2026-17"


def test_activities_are_published_and_keep_the_standard(visitor, manage):
    page = visitor.sign_in("nadia")
    pk = manage(
        "shell",
        "--no-imports",
        "-c",
        "from matchmaking.monitoring.models import Undertaking as U;"
        "print(U.objects.exclude(project=None).order_by('pk').values_list('pk', flat=True)[0])",
    ).strip()
    visitor.go(f"/open-data/activities/{pk}/")
    page.get_by_label("Identifier of the owner").fill("41304 17")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("holds no spaces")
    visitor.looks_right()
    page.get_by_label("Identifier of the owner").fill(OWN)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text(OWN)

    visitor.go("/open-data/calendars/mine/")
    page.get_by_role("button", name=re.compile("^Make a")).click()
    address = page.locator("#private-address").inner_text()
    visitor.looks_right()
    visitor.sign_out()
    assert "BEGIN:VCALENDAR" in page.request.get(visitor.site + urlsplit(address).path).text()

    page = visitor.sign_in("sofia")
    visitor.go("/open-data/")
    page.get_by_role("button", name="Make it anew now").click()
    visitor.sign_out()
    tree = etree.fromstring(_file(visitor)).getroottree()
    found = faults_in(tree, timezone.localdate())
    assert [str(fault) for fault in found if fault.severity == "error"] == []
    assert OWN in tree.xpath("//iati-identifier/text()")
    for path in ("/open-data/dictionary/", "/ar/open-data/"):
        visitor.go(path)
        visitor.looks_right()
    rows = page.request.get(f"{visitor.site}/open-data/tables/requests.csv").text().splitlines()
    assert rows[0].lstrip("\ufeff").startswith("id,title,language,state")


def _file(visitor):
    """Return the file once the edition that was asked for is there."""
    for _second in range(60):
        response = visitor.page.request.get(f"{visitor.site}/open-data/iati/activities.xml")
        if response.ok and OWN.encode() in response.body():
            return response.body()
        time.sleep(1)
    raise AssertionError("The file was never made.")
