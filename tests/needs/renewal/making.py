"""Reports of Kenya one after the other, and the requests drawn from the first."""

import html

from django.urls import reverse

from matchmaking.needs import services as own
from matchmaking.needs.models import Need, Renewal
from matchmaking.needs.renewal import services
from matchmaking.needs.renewal.choices import RenewalStatus
from matchmaking.reports import services as reports
from matchmaking.reports.choices import CandidateStatus
from tests import cast
from tests.needs import making as needs
from tests.reports import making

STOCKS = "standards and procedures on stockpile management"
# number of the question: what help is asked about
SECTIONS = {
    "11": ("SECTION 5: STOCKPILE MANAGEMENT", f"developing {STOCKS}"),
    "15": ("SECTION 6: COLLECTION AND DISPOSAL", "building capacity for weapons destruction"),
    "21": ("SECTION 7: MARKING AND RECORD-KEEPING", "building capacity for record-keeping"),
    "24": ("SECTION 8: INTERNATIONAL TRACING", "developing procedures to trace SALW"),
}
FIRST = {
    "11": "(a) steel racks for 38 police stations; (b) training of 12 armourers in stock control.",
    "15": "A hydraulic shear for the destruction of seized firearms.",
    "21": "Five laser marking machines for the police.",
    "24": "A computer for the tracing office in Mombasa.",
}
SECOND = {
    "11": "Steel racks for 20 police stations.",
    "15": "A hydraulic shear for the destruction of seized firearms.",
    "24": "A study visit on ballistic evidence for four officers.",
}
TOLD = "In 2013 the police received five laser marking machines from a partner State."


def page(year, asked, told=""):
    """Write a report as a State might save it."""
    body = "".join(_section(number, asked.get(number, "")) for number in SECTIONS)
    return (
        f"<html><head><title>Kenya {year}</title></head><body><h1>National report of Kenya on the "
        f"implementation of the Programme of Action, {year}</h1>"
        f"<p>{html.escape(told or 'The depots were visited twice and found in order.')}</p>"
        f"{body}</body></html>"
    )


def _section(number, text):
    title, about = SECTIONS[number]
    yes, no = ("X", "") if text else ("", "X")
    return (
        f"<h2>{title}</h2><table><tr><th>Sources</th><th>Question</th><th>Yes</th><th>No</th>"
        f"<th>Developing</th></tr><tr><td>PoA II.29</td><td>{number}. Does your country wish to "
        f"request assistance in {about}?</td><td>{yes}</td><td>{no}</td><td></td></tr><tr><td></td>"
        f"<td>{number}.1 What kind of assistance does your country require?<br>{html.escape(text)}"
        "</td><td></td><td></td><td></td></tr></table>"
    )


def first_report(year=2012, asked=FIRST):
    """File the first report and make a draft of each request in it."""
    report = making.read(page(year, asked), f"{year}.html", year=year, language="en")
    for candidate in report.candidates.filter(status=CandidateStatus.DRAWN):
        reports.accept_candidate(candidate_id=candidate.pk, actor=cast.join("amina"))
    return report


def next_report(year=2014, asked=SECOND, told=TOLD):
    """File the next report; it waits for review and is compared."""
    report = making.read(page(year, asked, told), f"{year}.html", year=year, language="en")
    services.compare_report(report_id=report.pk)
    return report


def compared():
    """File both reports; give the second one."""
    first_report()
    return next_report()


def renewal_of(words, report=None):
    """Return the renewal of the request whose reported words hold `words`."""
    rows = Renewal.objects.filter(need__reported_quote__icontains=words)
    return (rows.filter(report=report) if report else rows).latest("pk")


def need_of(words):
    return Need.objects.get(reported_quote__icontains=words)


def publish(need):
    """Complete a draft and bring it before the public, by the way a real one takes."""
    fields = {"priority": "high", "ends_on": needs.NEXT_YEAR}
    own.edit_need(need_id=need.pk, version=need.version, actor=need.created_by, fields=fields)
    own.submit_need(need_id=need.pk, actor=need.created_by)
    own.publish_need(need_id=need.pk, actor=cast.join("sofia"))
    need.refresh_from_db()
    return need


def url(name, *args):
    return reverse(f"needs:{name}", args=args)


def records(report, waiting, answered):
    """Make a renewal to be confirmed and a confirmed one, for the table of access."""
    common = {"report": report, "due_on": needs.NEXT_YEAR}
    change = {"name": "quantity", "old": "12", "new": "10"}
    done = {"status": RenewalStatus.CONFIRMED, "verdict": "changed", "status_before": "published"}
    return {
        "renewal": Renewal.objects.create(need=waiting, suggested="gone", **common),
        "answered-renewal": Renewal.objects.create(
            need=answered, suggested="changed", changes=[change], **common, **done
        ),
    }
