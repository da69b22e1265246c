"""What the addresses of this slice answer."""

from matchmaking.agreements.views.lists import agreement_list, export
from matchmaking.agreements.views.moves import agree, answer, deliveries, end, letter, sign
from matchmaking.agreements.views.pages import detail, evidence, paper, scan
from matchmaking.agreements.views.writing import amend, create, edit

__all__ = [
    "agree",
    "agreement_list",
    "amend",
    "answer",
    "create",
    "deliveries",
    "detail",
    "edit",
    "end",
    "evidence",
    "export",
    "letter",
    "paper",
    "scan",
    "sign",
]
