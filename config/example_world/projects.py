"""Proposals: one that Kenya and its implementer signed, one of South Sudan half written."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from config.example_world import people
from matchmaking.needs.models import Need
from matchmaking.projects import services
from matchmaking.projects.choices import TeamRole
from matchmaking.projects.models import Proposal
from matchmaking.vocabulary.models import Country

DATA = Path(__file__).parent / "data" / "proposals.json"
KENYA = "Marking the firearms of the Administration Police"
SOUTH_SUDAN = "Secure stores for the unified police in two States"


def build_proposals() -> Iterator[Proposal]:
    """Write the proposals that are missing."""
    said = json.loads(DATA.read_text(encoding="utf-8"))
    if not Proposal.objects.filter(title=KENYA).exists():
        yield write_proposal(KENYA, "KEN", said["complete"], need="Completing the marking")
    if not Proposal.objects.filter(title=SOUTH_SUDAN).exists():
        yield write_proposal(
            SOUTH_SUDAN, "SSD", said["begun"], need="Secure stores", is_signed=False
        )


def write_proposal(
    title: str,
    state: str,
    said: dict[str, Any] | None = None,
    *,
    need: str = "",
    is_signed: bool = True,
) -> Proposal:
    """Write a proposal of the example implementer for a State, and let both sides sign it.

    What it says is that of the complete example where nothing else is given.
    """
    said = said or json.loads(DATA.read_text(encoding="utf-8"))["complete"]
    partner = people.organisation(people.IMPLEMENTER)
    writer = people.speaker(partner, Role.PROGRAMME_OFFICER)
    focal_point = people.speaker(people.organisation(state), Role.FOCAL_POINT)
    proposal = services.begin_proposal(
        actor=writer,
        applicant=partner,
        country=Country.objects.get(pk=state),
        title=title,
        needs=Need.objects.filter(country=state, status="published", title__startswith=need or "-"),
    )
    _ask_in(proposal, writer, focal_point)
    for code, section in _moved(said).items():
        if code == "partner":
            section = {**section, "implementer": partner.pk}
        services.save_section(proposal_id=proposal.pk, code=code, said=section, actor=writer)
    if is_signed:
        for person in (focal_point, writer):
            services.sign_proposal(proposal_id=proposal.pk, actor=person)
    return Proposal.objects.get(pk=proposal.pk)


def _ask_in(proposal: Proposal, lead: User, colleague: User) -> None:
    """Let somebody of the State write with the implementer."""
    invitation = services.invite(
        proposal_id=proposal.pk, email=colleague.email, role=TeamRole.WRITER, actor=lead
    )
    services.accept_invitation(invitation_id=invitation.pk, actor=colleague)


def _moved(said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said with its days moved along with the calendar: "+14m" is in 14 months."""
    today = timezone.localdate()
    first = datetime.date(today.year, 12, 1)

    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: moved(one) for name, one in value.items()}
        if isinstance(value, list):
            return [moved(one) for one in value]
        is_day = isinstance(value, str) and value[:1] == "+" and value[-1:] == "m"
        return _after(first, int(value[1:-1])) if is_day else value

    found: dict[str, Any] = moved(said)
    return found


def _after(day: datetime.date, months: int) -> str:
    years, month = divmod(day.month - 1 + months, 12)
    return datetime.date(day.year + years, month + 1, day.day).isoformat()
