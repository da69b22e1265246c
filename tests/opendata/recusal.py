"""Where open data is shown to one person: what a recused person of the fund reads there.

The public files are the same for everybody, the recused among them, so they are not compared.
"""

from django.urls import reverse

from matchmaking.monitoring.models import Undertaking
from matchmaking.opendata.calendars import own_dates
from tests.applications.recusal import address, probe

probe("my calendar", text=lambda user: str([(e.key, e.words, e.path) for e in own_dates(user)]))


@address
def _pages(application):
    for row in Undertaking.objects.filter(project__application=application):
        yield reverse("opendata:activity", args=[row.pk])
