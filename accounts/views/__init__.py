"""What the addresses of people answer."""

from accounts.views.access import ask, grant, proof, refuse, request_detail, withdraw
from accounts.views.contacts import edit_contact
from accounts.views.invitations import invitation, invite, resend, revoke
from accounts.views.lists import (
    directory,
    directory_export,
    invitations,
    invitations_export,
    organisations,
    organisations_export,
    requests,
    requests_export,
)
from accounts.views.members import end, members, reset_factors
from accounts.views.own import home, profile, switch
from accounts.views.personal import erase, export_data, personal_data
from accounts.views.sessions import end_others, end_session, sessions

__all__ = [
    "ask",
    "directory",
    "directory_export",
    "edit_contact",
    "end",
    "end_others",
    "end_session",
    "erase",
    "export_data",
    "grant",
    "home",
    "invitation",
    "invitations",
    "invitations_export",
    "invite",
    "members",
    "organisations",
    "organisations_export",
    "personal_data",
    "profile",
    "proof",
    "refuse",
    "request_detail",
    "requests",
    "requests_export",
    "resend",
    "reset_factors",
    "revoke",
    "sessions",
    "switch",
    "withdraw",
]
