"""What a call and its terms must say before anybody can apply."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.errors import DomainError
from matchmaking.funds.models import Call
from matchmaking.funds.terms import Terms, faults

FAULTS: dict[str, str | Promise] = {
    "applicants": _("Say who may apply."),
    "joint": _("Say which organisations count when several must apply together."),
    "amounts": _("The least amount is above the most."),
    "months": _("The shortest length is above the longest."),
    "criteria": _("Add at least one criterion."),
    "twice": _("Two criteria have the same code."),
    "weights": _("The weights of the criteria must add up to 100."),
    "anchors": _("Say for each point of each criterion what it stands for."),
    "tranches": _("The tranches must add up to 100 percent."),
    "ties": _(
        "A rule between equals is unknown, comes twice, or is about a criterion that is not there."
    ),
    "granted": _("The least that may be granted is between 1 and 100 percent of what is asked."),
    "waiver": _("A condition is waived by an administrator or by a ballot."),
    "letter": _("The letter cannot show what the rules name."),
}


def refuse_faulty(terms: Terms) -> None:
    """Refuse terms that leave something unsaid or contradict themselves, naming all of it."""
    found = faults(terms)
    if found:
        raise DomainError(" ".join(str(FAULTS[code]) for code in found))


def refuse_unready(call: Call) -> None:
    """Refuse to publish a call that nobody could apply to."""
    refuse_faulty(call.terms)
    if call.closes_at and call.closes_at <= timezone.now():
        raise DomainError(_("The deadline is over already."), field="closes_at")
    if not call.summary.strip():
        raise DomainError(_("Say what the call is for."), field="summary")
