"""The acts on proposals: begin, write, sign, move, and who is in the team."""

from matchmaking.projects.services.beginning import begin_proposal
from matchmaking.projects.services.comments import add_comment, resolve_comment
from matchmaking.projects.services.common import note_change
from matchmaking.projects.services.moves import (
    approve_proposal,
    close_proposal,
    redraft_proposal,
    reject_proposal,
    release_proposal,
    resubmit_proposal,
    return_proposal,
    submit_proposal,
    withdraw_proposal,
)
from matchmaking.projects.services.saving import SectionConflict, drop_text, keep_text, save_section
from matchmaking.projects.services.signing import (
    IncompleteProposal,
    ask_for_signatures,
    sign_proposal,
)
from matchmaking.projects.services.team import (
    accept_invitation,
    change_role,
    decline_invitation,
    drop_member,
    hand_over,
    invite,
    leave_team,
    take_back_invitation,
)
from matchmaking.projects.services.versions import restore_version

__all__ = [
    "IncompleteProposal",
    "SectionConflict",
    "accept_invitation",
    "add_comment",
    "approve_proposal",
    "ask_for_signatures",
    "begin_proposal",
    "change_role",
    "close_proposal",
    "decline_invitation",
    "drop_member",
    "drop_text",
    "hand_over",
    "invite",
    "keep_text",
    "leave_team",
    "note_change",
    "redraft_proposal",
    "reject_proposal",
    "release_proposal",
    "resolve_comment",
    "restore_version",
    "resubmit_proposal",
    "return_proposal",
    "save_section",
    "sign_proposal",
    "submit_proposal",
    "take_back_invitation",
    "withdraw_proposal",
]
