"""What people do with an agreement, one act each."""

from matchmaking.agreements.limits import FaultyLines, TooMuch
from matchmaking.agreements.services.amending import (
    decline_amendment,
    propose_amendment,
    sign_amendment,
    withdraw_amendment,
)
from matchmaking.agreements.services.covering import settle_coverage
from matchmaking.agreements.services.delivering import Statement, state_delivery
from matchmaking.agreements.services.drafting import begin_agreement, edit_agreement
from matchmaking.agreements.services.ending import end_agreement
from matchmaking.agreements.services.signing import sign_agreement
from matchmaking.agreements.terms import TermsData

__all__ = [
    "FaultyLines",
    "Statement",
    "TermsData",
    "TooMuch",
    "begin_agreement",
    "decline_amendment",
    "edit_agreement",
    "end_agreement",
    "propose_amendment",
    "settle_coverage",
    "sign_agreement",
    "sign_amendment",
    "state_delivery",
    "withdraw_amendment",
]
