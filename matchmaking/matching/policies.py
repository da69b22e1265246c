"""Who may see which matches, and who may set one aside."""

from accounts.choices import OrganisationKind, Role
from accounts.models import Organisation
from accounts.policies import belongs_to, holds, is_broker, is_secretariat
from accounts.selectors import Person, organisations_of
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

ACTING_ROLES = (
    Role.FOCAL_POINT,
    Role.DRAFTER,
    Role.PROGRAMME_OFFICER,
    Role.FUND_ADMINISTRATOR,
    Role.BROKER,
)


def sees_matches_of_need(user: Person, need: Need) -> bool:
    """Say whether `user` may see which offers fit: the State that asks, and the secretariat."""
    return belongs_to(user, need.organisation_id) or is_secretariat(user)


def sees_matches_of_offer(user: Person, offer: Offer) -> bool:
    """Say whether `user` may see which needs fit: the one who offers, and the secretariat."""
    return belongs_to(user, offer.organisation_id) or is_secretariat(user)


def sees_pair(user: Person, need: Need, offer: Offer) -> bool:
    """Say whether `user` may ask why this pair is or is not listed."""
    return sees_matches_of_need(user, need) or sees_matches_of_offer(user, offer)


def dismisses_for(user: Person, need: Need, offer: Offer) -> Organisation | None:
    """Return the organisation for which `user` may set this pair aside; None where for none.

    Each side dismisses for itself; a broker for the secretariat.
    """
    sides = {need.organisation_id, offer.organisation_id}
    for place in organisations_of(user, ACTING_ROLES):
        if place.pk in sides or (is_broker(user) and holds(user, place.pk, Role.BROKER)):
            return place
    return None


def looks_for(user: Person, need: Need, offer: Offer) -> list[Organisation]:
    """Return the organisations of `user` for which a match of this pair is no longer new."""
    sides = {need.organisation_id, offer.organisation_id}
    return [
        place
        for place in organisations_of(user)
        if place.pk in sides or place.kind == OrganisationKind.SECRETARIAT
    ]


def sees_weights(user: Person) -> bool:
    """Say whether `user` may read what the features weigh, and compare versions."""
    return is_secretariat(user)


def changes_weights(user: Person) -> bool:
    """Say whether `user` may write a version of the weights and make one active."""
    return is_broker(user)


def moderates(user: Person) -> bool:
    """Say whether `user` publishes for the secretariat, and looks for duplicates before it."""
    return is_broker(user)
