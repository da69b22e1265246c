"""Who may write, sign, amend, confirm and end an agreement.

Those who answer for the request or the offer sign; those who speak for a side write with them; a
broker helps with the wording and records letters, and never signs for anybody.
"""

from accounts.policies import is_broker
from accounts.selectors import Person
from matchmaking.agreements.choices import EDITABLE, AgreementStatus
from matchmaking.agreements.models import Agreement, Amendment, Signature
from matchmaking.introductions import policies as introductions
from matchmaking.introductions.choices import TALKING, Side
from matchmaking.introductions.models import Introduction


def signs_for(user: Person, agreement: Agreement) -> list[Side]:
    """Return the sides for which `user` signs."""
    return introductions.decides_for(user, agreement.introduction)


def signs(user: Person, agreement: Agreement) -> bool:
    """Say whether `user` signs for a side: its focal point, programme officer or administrator."""
    return bool(signs_for(user, agreement))


def writes(user: Person, agreement: Agreement) -> bool:
    """Say whether `user` may work on the words: who speaks for a side, and a broker."""
    return speaks_in(user, agreement.introduction)


def speaks_in(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may write an agreement of these parties: a side's speakers, a broker."""
    return is_broker(user) or introductions.spoken_side(user, introduction) is not None


def may_begin(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may begin an agreement now: the parties talk, and have none."""
    talks = introduction.status in TALKING and speaks_in(user, introduction)
    return talks and not introduction.agreements.open().exists()


def signs_last(user: Person, agreement: Agreement) -> bool:
    """Say whether the signature that is missing is that of `user`, who has not signed yet."""
    return signing_side(user, agreement) is not None


def signing_side(user: Person, agreement: Agreement) -> Side | None:
    """Return the side for which `user` may sign now; nobody signs for both sides."""
    standing = standing_signatures(agreement)
    if any(signature.signed_by_id == user.pk for signature in standing if not signature.scan_id):
        return None
    signed = {signature.side for signature in standing}
    return next((side for side in signs_for(user, agreement) if side not in signed), None)


def standing_signatures(agreement: Agreement) -> list[Signature]:
    """Return the signatures under the agreement itself that no later change made void."""
    rows = agreement.signatures.all()
    return [row for row in rows if row.voided_at is None and row.amendment_id is None]


def records_letters(user: Person, agreement: Agreement, side: str) -> bool:
    """Say whether `user` may record a letter that a side signed: its own people, a broker."""
    return is_broker(user) or side in signs_for(user, agreement)


def records_some_letter(user: Person, agreement: Agreement) -> bool:
    """Say whether `user` may record a signed letter of either side."""
    return is_broker(user) or signs(user, agreement)


def may_end(user: Person, agreement: Agreement) -> bool:
    """Say whether `user` may end it: a side always, a broker only what nobody relies on yet."""
    if agreement.status in EDITABLE and is_broker(user):
        return True
    return signs(user, agreement)


def may_amend(user: Person, agreement: Agreement) -> bool:
    """Say whether `user` may propose to change what was signed."""
    return agreement.status == AgreementStatus.SIGNED and signs(user, agreement)


def answers_amendment(user: Person, amendment: Amendment) -> bool:
    """Say whether `user` answers for the side that did not propose it."""
    sides = [side for side in signs_for(user, amendment.agreement) if side != amendment.side]
    return bool(sides) and user.pk != amendment.proposed_by_id


def proposed_amendment(user: Person, amendment: Amendment) -> bool:
    """Say whether `user` answers for the side that proposed it."""
    return amendment.side in signs_for(user, amendment.agreement)


def confirms_delivery(user: Person, agreement: Agreement) -> bool:
    """Say whether `user` says for a side what has been delivered."""
    return agreement.status == AgreementStatus.SIGNED and signs(user, agreement)


def leaves_it_to_the_system(user: Person, agreement: Agreement) -> bool:
    """Say no: this follows from what both sides confirmed."""
    return False
