"""What can be done to people and organisations."""

from accounts.services.contacts import edit_contact
from accounts.services.erasing import erase_person
from accounts.services.factors import reset_factors
from accounts.services.invitations import (
    accept_as_new_person,
    accept_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from accounts.services.leaving import end_membership
from accounts.services.requests import ask_for_access, grant_access, refuse_access, take_back
from accounts.services.roles import SECRETARIAT_GROUP, end_role, give_role
from accounts.services.sessions import end_other_sessions, end_session

__all__ = [
    "SECRETARIAT_GROUP",
    "accept_as_new_person",
    "accept_invitation",
    "ask_for_access",
    "edit_contact",
    "end_membership",
    "end_other_sessions",
    "end_role",
    "end_session",
    "erase_person",
    "give_role",
    "grant_access",
    "invite",
    "refuse_access",
    "resend_invitation",
    "reset_factors",
    "revoke_invitation",
    "take_back",
]
