"""Who may do what with an offer: those who give decide, the secretariat publishes."""

from accounts.choices import Role
from accounts.models import Organisation
from accounts.policies import belongs_to, holds, is_broker, is_secretariat
from accounts.selectors import Person, organisations_of
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer

OFFERING_ROLES = (Role.PROGRAMME_OFFICER, Role.FUND_ADMINISTRATOR)


def owns_offer(user: Person, offer: Offer) -> bool:
    """Say whether `user` is the programme officer, or the administrator of the fund, that gives."""
    return holds(user, offer.organisation_id, *OFFERING_ROLES)


def resumes_offer(user: Person, offer: Offer) -> bool:
    """Say whether `user` may reopen it: the owner what they paused, nobody what is exhausted."""
    return owns_offer(user, offer) and offer.status != OfferStatus.EXHAUSTED


def moderates_offers(user: Person, offer: Offer | None = None) -> bool:
    """Say whether `user` publishes and sends back for the secretariat."""
    return is_broker(user)


def commits_capacity(user: Person, offer: Offer) -> bool:
    """Say whether `user` may promise a part of the offer: its owner, or the broker."""
    return owns_offer(user, offer) or moderates_offers(user)


def sees_inside(user: Person, offer: Offer) -> bool:
    """Say whether `user` may read the whole history: the organisation and the secretariat."""
    return belongs_to(user, offer.organisation_id) or is_secretariat(user)


def leaves_it_to_the_system(user: Person, offer: Offer) -> bool:
    """Say no: this step is taken by the calendar or the ledger, not by a person."""
    return False


def offers_for(user: Person, organisation: Organisation) -> bool:
    """Say whether `user` may begin an offer of that organisation."""
    return organisation in organisations_offered_for(user)


def organisations_offered_for(user: Person) -> list[Organisation]:
    """Return the organisations that give, and for which `user` may begin an offer."""
    return [o for o in organisations_of(user, OFFERING_ROLES) if o.gives_assistance]
