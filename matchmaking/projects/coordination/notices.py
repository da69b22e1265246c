"""What bodies and writers are told of endorsements. An e-mail names no proposal."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind, Role
from accounts.models import User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from matchmaking.projects.models import Endorsement


def _known(user: User, ids: Collection[int]) -> list[int]:
    return list(
        Endorsement.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    )


register(
    Kind(
        name="endorsement_asked",
        title=_("Our body is asked to endorse a proposal"),
        text=_("%(applicant)s asks %(body)s to endorse the proposal “%(title)s”"),
        mail=_("Your organisation is asked to endorse a proposal"),
        known=_known,
    )
)
register(
    Kind(
        name="endorsement_reminded",
        title=_("A proposal still waits for the endorsement of our body"),
        text=_("“%(title)s” of %(applicant)s still waits for the answer of %(body)s"),
        mail=_("A proposal still waits for the endorsement of your organisation"),
        known=_known,
    )
)
register(
    Kind(
        name="endorsement_answered",
        title=_("A regional body has answered about our proposal"),
        text=_("%(body)s has answered about “%(title)s”: %(answer)s"),
        mail=_("A regional body has answered about a proposal of yours"),
        known=_known,
    )
)


def officers_of(endorsement: Endorsement) -> list[User]:
    """Return those who answer for the body."""
    role = Q(
        memberships__role=Role.PROGRAMME_OFFICER,
        memberships__ended_at=None,
        memberships__organisation__kind=OrganisationKind.BODY,
        memberships__organisation__body_code=endorsement.body_id,
    )
    return list(User.objects.filter(role, is_active=True).distinct())


def tell_body(endorsement: Endorsement, kind: str, *, moment: str = "") -> int:
    """Tell those who answer for the body; `moment` makes a reminder of the calendar one of a kind.

    Returns to how many people it was new.
    """
    return notify(
        kind,
        recipients=officers_of(endorsement),
        key=f"endorsement:{endorsement.pk}:{moment or endorsement.version}:{kind}",
        subject_id=endorsement.pk,
        url=reverse("projects:endorsement", args=[endorsement.pk]),
        params=_params(endorsement),
        public={},
    )


def tell_team(endorsement: Endorsement, actor: User) -> None:
    """Tell the team what the body answered."""
    rows = endorsement.proposal.team.filter(left_at=None).select_related("user")
    notify(
        "endorsement_answered",
        recipients=[row.user for row in rows if row.user != actor],
        key=f"endorsement:{endorsement.pk}:{endorsement.version}:answered",
        subject_id=endorsement.pk,
        url=reverse("projects:endorsement", args=[endorsement.pk]),
        params=_params(endorsement),
        public={},
    )


def _params(endorsement: Endorsement) -> dict[str, str]:
    return {
        "title": endorsement.proposal.title,
        "applicant": str(endorsement.proposal.applicant),
        "body": str(endorsement.body),
        "answer": str(endorsement.get_status_display()),
    }
