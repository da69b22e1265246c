"""Reports for the tests, filed through the real service and read by the real reader."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Organisation
from matchmaking.reports import services
from matchmaking.reports.models import NationalReport
from tests import cast

# A page of a report as a State might save it; the reader knows its questions by their wording.
PAGE = """<html><head><title>Kenya 2014</title></head><body>
<h1>National report of Kenya on the implementation of the Programme of Action, 2014</h1>
<h2>SECTION 5: STOCKPILE MANAGEMENT</h2>
<table>
<tr><th>Sources</th><th>Question</th><th>Yes</th><th>No</th><th>Developing</th></tr>
<tr><td>PoA II.29</td><td>11. Does your country wish to request assistance in developing
standards and procedures on stockpile management?</td><td>X</td><td></td><td></td></tr>
<tr><td></td><td>11.1 What kind of assistance does your country require?<br>
Steel racks for 38 police stations, at a cost of USD 145,000; training of 12 armourers.
</td><td></td><td></td><td></td></tr>
<tr><td></td><td>11.2 Has a project proposal been developed?</td><td></td><td>X</td><td></td></tr>
</table>
<p>The depots of the coast region were visited twice and found in order.</p>
</body></html>"""


def upload(text=PAGE, name="report.html"):
    data = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile(name, data)


def filed(text=PAGE, name="report.html", author=None, **values):
    """File a report of Kenya; it is not read yet."""
    actor = author or cast.join("amina")
    kenya = Organisation.objects.get(name="Kenya")
    return services.receive_report(
        organisation=kenya, actor=actor, file=upload(text, name), **values
    )


def read(text=PAGE, name="report.html", **values):
    """File a report of Kenya and read it."""
    report = filed(text, name, **values)
    services.read_report(report_id=report.pk)
    return NationalReport.objects.get(pk=report.pk)


def drawn(report, quote, **values):
    """Draw one more candidate by hand, for tests that need to know its words."""
    last = report.candidates.count()
    values = {"title": quote[:80], "answer_quote": quote, **values}
    return report.candidates.create(position=last + 1, quote=quote, **values)
