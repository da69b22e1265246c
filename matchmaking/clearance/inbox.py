"""Which checks wait for whom, as tasks."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.notifications.inbox import Source, Task
from matchmaking.clearance.choices import Side
from matchmaking.clearance.models import Check
from matchmaking.clearance.selectors.lists import checks_that_wait, waivers_to_confirm


def task_of(check: Check) -> Task:
    """Return a check as a task of those who clear it."""
    places = {
        Side.GIVER.value: check.checklist.offer.organisation_id,
        Side.RECIPIENT.value: check.checklist.need.organisation_id,
    }
    return Task(
        pk=check.pk,
        text=f"{check}: {check.checklist.need}",
        url=reverse("clearance:check", args=[check.pk]),
        organisation_id=places.get(check.rule.cleared_by),
        since=check.since,
        note=check.because,
        badge=(check.standing, check.standing_name),
    )


SOURCES = (
    Source(
        name="clear_check",
        label=_("Clear a check before an introduction"),
        rows=checks_that_wait,
        task=task_of,
        desk=OrganisationKind.SECRETARIAT,
    ),
    Source(
        name="confirm_waiver",
        label=_("Confirm a waiver as the second person"),
        rows=waivers_to_confirm,
        task=task_of,
        desk=OrganisationKind.SECRETARIAT,
    ),
)
