"""What is owed and what waits: periods without values, values to approve, changes to answer."""

import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.choices import Role
from accounts.models import User
from accounts.selectors import organisation_ids
from matchmaking.introductions.choices import Side
from matchmaking.monitoring.choices import EDITABLE, RevisionStatus, ValueStatus
from matchmaking.monitoring.models import Indicator, Period, Revision, Undertaking, Value
from matchmaking.monitoring.querysets import OfUndertakingQuerySet, known_ids
from matchmaking.offers.policies import OFFERING_ROLES
from matchmaking.payments.policies import ACTING_ROLES

PROJECT = "project__application__"
PAIR = "agreement__introduction__"


def periods_owed(today: datetime.date) -> OfUndertakingQuerySet:
    """Return the periods that are over, and of which values are not handed in."""
    handed_in = Value.objects.filter(
        indicator=OuterRef("pk"), period=OuterRef(OuterRef("pk"))
    ).exclude(status__in=EDITABLE)
    missing = Indicator.objects.filter(
        undertaking=OuterRef("undertaking"), is_dropped=False
    ).filter(~Exists(handed_in))
    over = Q(undertaking__closed_on=None) | Q(starts_on__lte=F("undertaking__closed_on"))
    rows = Period.objects.filter(over, ends_on__lt=today)
    return rows.filter(Exists(missing))


def owed_by(user: User, today: datetime.date) -> "QuerySet[Period] | None":
    """Return the periods whose values `user` owes; of an agreement the recipient owes them."""
    own = organisation_ids(user, ACTING_ROLES)
    if not own:
        return None
    carries = Q(**{f"undertaking__{PROJECT}proposal__applicant__in": own})
    carries |= Q(**{f"undertaking__{PROJECT}proposal__implementer__in": own})
    asked = Q(**{f"undertaking__{PAIR}need__organisation__in": own})
    rows = periods_owed(today).filter(carries | asked)
    mine = rows.filter(undertaking__in=known_ids(user))
    return mine.select_related("undertaking").order_by("due_on", "pk")


def waiting_for(user: User) -> "QuerySet[Undertaking] | None":
    """Return the undertakings with values that `user` may approve."""
    decides = _responsible(user)
    if decides is None:
        return None
    for_fund, for_recipient, for_giver = decides
    waiting = Value.objects.filter(
        indicator__undertaking=OuterRef("pk"), status=ValueStatus.SUBMITTED
    ).exclude(entered_by=user)
    theirs = (
        for_fund & Exists(waiting)
        | for_recipient & Exists(waiting.filter(side=Side.GIVER))
        | for_giver & Exists(waiting.filter(side=Side.RECIPIENT))
    )
    return Undertaking.objects.visible_to(user).filter(theirs)


def returned_to(user: User) -> "QuerySet[Value] | None":
    """Return the values that were sent back to the side of `user`."""
    sides = _reporting(user)
    if sides is None:
        return None
    carries, recipient, giver = sides
    theirs = carries | recipient & Q(side=Side.RECIPIENT) | giver & Q(side=Side.GIVER)
    rows: QuerySet[Value] = Value.objects.filter(theirs, status=ValueStatus.RETURNED)
    return rows.filter(indicator__undertaking__in=known_ids(user)).select_related(
        "indicator__undertaking", "period"
    )


def revisions_for(user: User) -> "QuerySet[Revision] | None":
    """Return the changes of frameworks that wait for the consent of `user`."""
    decides = _responsible(user, "undertaking__")
    if decides is None:
        return None
    for_fund, for_recipient, for_giver = decides
    theirs = for_fund | for_recipient & Q(side=Side.GIVER) | for_giver & Q(side=Side.RECIPIENT)
    rows: QuerySet[Revision] = Revision.objects.filter(theirs, status=RevisionStatus.PROPOSED)
    return (
        rows.filter(undertaking__in=known_ids(user))
        .exclude(proposed_by=user)
        .select_related("undertaking")
    )


def _responsible(user: User, prefix: str = "") -> tuple[Q, Q, Q] | None:
    """Return what `user` approves for: a fund, a recipient, a giver; None for nobody."""
    funds = organisation_ids(user, [Role.FUND_ADMINISTRATOR])
    states = organisation_ids(user, [Role.FOCAL_POINT])
    givers = organisation_ids(user, OFFERING_ROLES)
    if not (funds or states or givers):
        return None
    return (
        Q(**{f"{prefix}{PROJECT}call__fund__organisation__in": funds}),
        Q(**{f"{prefix}{PAIR}need__organisation__in": states}),
        Q(**{f"{prefix}{PAIR}offer__organisation__in": givers}),
    )


def _reporting(user: User) -> tuple[Q, Q, Q] | None:
    own = organisation_ids(user, ACTING_ROLES)
    found = _responsible(user, "indicator__undertaking__")
    if not own and found is None:
        return None
    prefix = f"indicator__undertaking__{PROJECT}proposal__"
    carries = Q(**{f"{prefix}applicant__in": own}) | Q(**{f"{prefix}implementer__in": own})
    recipient, giver = found[1:] if found else (Q(pk__in=[]), Q(pk__in=[]))
    return carries, recipient, giver
