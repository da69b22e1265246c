"""What proposals tell people. An e-mail says no more than that there is something to read."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind, Role
from accounts.models import Membership, User
from accounts.notifications.kinds import Frequency, Kind, register
from accounts.notifications.services import notify
from matchmaking.projects.choices import Side
from matchmaking.projects.models import Proposal, TeamInvitation, TeamMember
from matchmaking.writing.traces import Comment


def _known(user: User, ids: Collection[int]) -> list[int]:
    return list(Proposal.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


def _known_to_team(user: User, ids: Collection[int]) -> list[int]:
    """Return those in whose team `user` is now: only the team reads comments."""
    mine = TeamMember.objects.filter(user=user, left_at=None, proposal__in=_known(user, ids))
    return list(mine.values_list("proposal", flat=True))


register(
    Kind(
        name="proposal_invited",
        title=_("I am invited to write a proposal"),
        text=_("%(person)s invites you to write the proposal “%(title)s”"),
        mail=_("You are invited to write a proposal with others"),
        known=_known,
    )
)
register(
    Kind(
        name="proposal_joined",
        title=_("Somebody joins my proposal"),
        text=_("%(person)s has joined the team of “%(title)s”"),
        mail=_("Somebody has joined the team of a proposal"),
        known=_known,
    )
)
register(
    Kind(
        name="proposal_lead",
        title=_("I lead a proposal from now on"),
        text=_("%(person)s has handed the lead of “%(title)s” over to you"),
        mail=_("You lead a proposal from now on"),
        known=_known,
    )
)
register(
    Kind(
        name="proposal_to_sign",
        title=_("A proposal waits for my signature"),
        text=_("The proposal “%(title)s” waits for your signature"),
        mail=_("A proposal waits for your signature"),
        known=_known,
    )
)
register(
    Kind(
        name="proposal_signed",
        title=_("A proposal of mine is signed by both sides"),
        text=_("“%(title)s” is signed by the State and by the implementing partner"),
        mail=_("A proposal is signed by the State and by the implementing partner"),
        known=_known,
    )
)
register(
    Kind(
        name="proposal_void",
        title=_("My signature under a proposal is void"),
        text=_("“%(title)s” has changed: your signature is void until you sign again"),
        mail=_("A proposal that you signed has changed: your signature is void"),
        known=_known,
    )
)
register(
    Kind(
        name="proposal_commented",
        title=_("Somebody comments on a proposal that I write"),
        text=_("%(person)s has commented on a section of “%(title)s”"),
        mail=_("There is a comment on a proposal that you write"),
        frequency=Frequency.DAILY,
        known=_known_to_team,
    )
)


def tell_of_invitation(invitation: TeamInvitation) -> None:
    """Tell who is invited, where the address is somebody's."""
    people = User.objects.filter(email__iexact=invitation.email, is_active=True)
    proposal = invitation.proposal
    _tell("proposal_invited", proposal, people, invitation.pk, person=str(invitation.invited_by))


def tell_of_joining(member: TeamMember, invitation: TeamInvitation) -> None:
    """Tell who invited somebody that they have come."""
    people = [invitation.invited_by]
    _tell("proposal_joined", member.proposal, people, member.pk, person=str(member.user))


def tell_of_lead(member: TeamMember, actor: User) -> None:
    """Tell somebody that they lead now."""
    people = [person for person in [member.user] if person != actor]
    event = f"{member.pk}:{member.proposal.version}"
    _tell("proposal_lead", member.proposal, people, event, person=str(actor))


def tell_of_wanted_signature(proposal: Proposal, actor: User) -> None:
    """Tell those who sign for a side that has not signed yet."""
    signed = set(proposal.signatures.filter(voided_at=None).values_list("side", flat=True))
    people = [
        person
        for side in Side
        if side not in signed
        for person in signers(proposal, side)
        if person != actor
    ]
    _tell("proposal_to_sign", proposal, people, f"{proposal.version}:{len(signed)}")


def tell_of_signing(proposal: Proposal, actor: User) -> None:
    """Tell the team that both sides have signed."""
    _tell("proposal_signed", proposal, _team_without(proposal, actor), proposal.version)


def tell_of_comment(proposal: Proposal, code: str, comment: Comment) -> None:
    """Tell the team that somebody has commented on a section; not what was said."""
    people = _team_without(proposal, comment.author)
    url = reverse("projects:section", args=[proposal.pk, code]) + f"#comment-{comment.pk}"
    _tell("proposal_commented", proposal, people, comment.pk, url=url, person=str(comment.author))


def tell_of_void(proposal: Proposal, signers: Iterable[User], actor: User | None) -> None:
    """Tell those whose signatures do not count any more."""
    people = [person for person in signers if person != actor]
    _tell("proposal_void", proposal, people, proposal.version)


def signers(proposal: Proposal, side: Side) -> Iterable[User]:
    """Return who may sign for a side."""
    rows = Membership.objects.filter(ended_at=None)
    if side == Side.STATE:
        state = Q(
            organisation__kind=OrganisationKind.STATE,
            organisation__country_code=proposal.country_id,
        )
        rows = rows.filter(state, role=Role.FOCAL_POINT)
    else:
        rows = rows.filter(organisation=proposal.implementer_id, role=Role.PROGRAMME_OFFICER)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True)


def _team_without(proposal: Proposal, actor: User) -> Iterable[User]:
    team = proposal.team.filter(left_at=None).exclude(user=actor).values("user")
    return User.objects.filter(pk__in=team, is_active=True)


def _tell(
    name: str,
    proposal: Proposal,
    people: Iterable[User],
    event: object,
    *,
    url: str = "",
    **params: Any,
) -> None:
    notify(
        name,
        recipients=people,
        key=f"{name}:{proposal.pk}:{event}",
        subject_id=proposal.pk,
        url=url or reverse("projects:detail", args=[proposal.pk]),
        params={"title": proposal.title, **params},
    )
