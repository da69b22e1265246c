"""All comparisons a person may know of, with how far each is."""

from django.db.models import Count, F, Min, Q, QuerySet

from accounts.selectors import Person
from matchmaking.needs.renewal.choices import RenewalStatus, Verdict
from matchmaking.needs.renewal.models import Renewal
from matchmaking.needs.renewal.querysets import OPEN
from matchmaking.reports.models import NationalReport

WAITING = Q(renewals__status=RenewalStatus.WAITING, renewals__need__status__in=OPEN)


def comparisons_for(user: Person) -> QuerySet[NationalReport]:
    """Return the reports that were compared with earlier requests, with the figures of each."""
    known = Renewal.objects.visible_to(user).exclude(status=RenewalStatus.REPLACED)
    said = Q(renewals__status=RenewalStatus.CONFIRMED)
    return (
        NationalReport.objects.visible_to(user)
        .select_related("country", "organisation")
        .filter(renewals__in=known.values("pk"))
        .annotate(
            compared=Count("renewals"),
            waiting=Count("renewals", filter=WAITING),
            lapsed=Count("renewals", filter=Q(renewals__status=RenewalStatus.LAPSED)),
            confirmed=Count("renewals", filter=said),
            still=Count("renewals", filter=said & Q(renewals__verdict=Verdict.STILL)),
            changed=Count("renewals", filter=said & Q(renewals__verdict=Verdict.CHANGED)),
            met=Count("renewals", filter=said & Q(renewals__verdict=Verdict.MET)),
            gone=Count("renewals", filter=said & Q(renewals__verdict=Verdict.GONE)),
            next_due=Min("renewals__due_on", filter=WAITING),
        )
        .annotate(settled=F("compared") - F("waiting") - F("lapsed"))
    )
