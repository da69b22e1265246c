"""Telling people what waits for them, and that a pair is clear."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.services import notify
from accounts.selectors import brokers
from matchmaking.clearance.choices import Side
from matchmaking.clearance.models import Check, Checklist
from matchmaking.offers.policies import OFFERING_ROLES


def tell_what_waits(checklist: Checklist, checks: Iterable[Check]) -> None:
    """Tell those who clear these checks that they wait, each side once."""
    sides: dict[str, list[Check]] = defaultdict(list)
    for check in checks:
        sides[check.rule.cleared_by].append(check)
    for side, waiting in sides.items():
        notify(
            "checks_wait",
            recipients=people_of(checklist, side),
            key=f"checks:{':'.join(f'{check.pk}.{check.version}' for check in waiting)}",
            subject_id=checklist.pk,
            url=page_of(checklist),
            params={
                "title": str(checklist.need),
                "checks": get_text_list([str(check) for check in waiting], _("and")),
            },
        )


def tell_it_is_clear(checklist: Checklist) -> None:
    """Tell the brokers and those who act for both sides that the parties can be introduced."""
    for side in Side:
        notify(
            "checks_clear",
            recipients=people_of(checklist, side),
            key=f"checks:{checklist.pk}:clear:{_state_of(checklist)}",
            subject_id=checklist.pk,
            url=page_of(checklist),
            params={"title": str(checklist.need)},
        )


def tell_it_failed(check: Check, actor: User) -> None:
    """Tell the brokers that a check is not passed."""
    notify(
        "check_failed",
        recipients=[user for user in brokers() if user.pk != actor.pk],
        key=f"check:{check.pk}:failed:{check.version}",
        subject_id=check.checklist_id,
        url=page_of(check.checklist),
        params={"title": str(check.checklist.need), "check": str(check)},
    )


def tell_waiver_is_proposed(check: Check, actor: User) -> None:
    """Tell the other brokers that a waiver waits for a second person."""
    notify(
        "waiver_proposed",
        recipients=[user for user in brokers() if user.pk != actor.pk],
        key=f"check:{check.pk}:waiver:{check.version}",
        subject_id=check.checklist_id,
        url=page_of(check.checklist),
        params={"title": str(check.checklist.need), "check": str(check)},
    )


def people_of(checklist: Checklist, side: str) -> list[User]:
    """Return the people who clear what a side must show."""
    if side == Side.BROKER:
        return list(brokers())
    is_giver = side == Side.GIVER
    holding = User.objects.filter(
        memberships__organisation=(
            checklist.offer.organisation_id if is_giver else checklist.need.organisation_id
        ),
        memberships__role__in=OFFERING_ROLES if is_giver else (Role.FOCAL_POINT,),
        memberships__ended_at=None,
        is_active=True,
    )
    return list(holding.distinct())


def page_of(checklist: Checklist) -> str:
    """Return the address of the checks of a pair."""
    return reverse("clearance:checklist", args=[checklist.need_id, checklist.offer_id])


def _state_of(checklist: Checklist) -> str:
    versions = checklist.checks.order_by("pk").values_list("version", flat=True)
    return ".".join(str(version) for version in versions)
