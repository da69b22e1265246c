"""What both sides are told of their agreement; an e-mail never says what is agreed."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from accounts.selectors import brokers
from matchmaking.agreements import policies
from matchmaking.agreements.models import Agreement, Amendment, Coverage
from matchmaking.introductions.choices import Side
from matchmaking.introductions.notices import deciders, speakers
from matchmaking.needs.models import Need
from matchmaking.needs.policies import owns_need


def known_agreements(user: User, ids: Collection[int]) -> list[int]:
    """Return those of these agreements that `user` may know of now."""
    known = Agreement.objects.visible_to(user).filter(pk__in=ids)
    return list(known.values_list("pk", flat=True))


def known_needs(user: User, ids: Collection[int]) -> list[int]:
    """Return those of these requests that `user` may know of now."""
    return list(Need.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


def _kind(name: str, title: str | Promise, text: str | Promise, mail: str | Promise) -> None:
    register(Kind(name=name, title=title, text=text, mail=mail, known=known_agreements))


_kind(
    "agreement_proposed",
    _("An agreement waits for our signature"),
    _("%(party)s has signed the agreement on “%(need)s” and waits for your signature"),
    _("An agreement waits for your signature"),
)
_kind(
    "agreement_rewritten",
    _("An agreement we signed was reworded"),
    _("The agreement on “%(need)s” was reworded: it must be signed anew"),
    _("An agreement was reworded and must be signed anew"),
)
_kind(
    "agreement_signed",
    _("An agreement is signed by both sides"),
    _("The agreement on “%(need)s” is signed by both sides"),
    _("An agreement of your organisation is signed by both sides"),
)
_kind(
    "agreement_amended",
    _("An amendment waits for our answer"),
    _("An amendment of the agreement on “%(need)s” waits for your answer"),
    _("An amendment of an agreement waits for your answer"),
)
_kind(
    "amendment_answered",
    _("An amendment is answered"),
    _("The amendment of the agreement on “%(need)s”: %(status)s"),
    _("An amendment of an agreement was answered"),
)
_kind(
    "delivery_stated",
    _("The other side says what was delivered"),
    _("%(party)s says what was delivered for “%(need)s”: confirm it, or say what you counted"),
    _("The other side says what was delivered: please confirm"),
)
_kind(
    "agreement_fulfilled",
    _("An agreement is fulfilled"),
    _("Both sides have confirmed everything that was agreed on “%(need)s”"),
    _("An agreement of your organisation is fulfilled"),
)
_kind(
    "agreement_ended",
    _("An agreement has ended"),
    _("The agreement on “%(need)s” has ended. %(reason)s"),
    _("An agreement of your organisation has ended"),
)
register(
    Kind(
        name="need_covered",
        title=_("Nothing of a request of ours is open any more"),
        text=_("All that “%(need)s” asks for is agreed. You may mark it as met once you have it."),
        mail=_("All that a request of your organisation asks for is agreed"),
        known=known_needs,
    )
)


def tell_of_proposal(agreement: Agreement, actor: User) -> None:
    """Tell those who sign for the side whose signature is missing."""
    signed = {row.side for row in policies.standing_signatures(agreement)}
    waiting = [side for side in Side if side not in signed]
    people = deciders(agreement.introduction, waiting)
    names = ", ".join(name_of(agreement, side) for side in sorted(signed))
    _tell("agreement_proposed", agreement, people, actor, party=names)


def tell_of_rewriting(agreement: Agreement, actor: User) -> None:
    """Tell both sides that what was signed no longer stands."""
    _tell("agreement_rewritten", agreement, deciders(agreement.introduction), actor)


def tell_of_signing(agreement: Agreement, actor: User) -> None:
    """Tell everyone who speaks for a side, and the brokers, that both are bound."""
    people = [*speakers(agreement.introduction), *brokers()]
    _tell("agreement_signed", agreement, people, actor)


def tell_of_amendment(amendment: Amendment, actor: User) -> None:
    """Tell those who answer for the other side."""
    other = [side for side in Side if side != amendment.side]
    people = deciders(amendment.agreement.introduction, other)
    _tell("agreement_amended", amendment.agreement, people, actor, about=amendment)


def tell_of_answer(amendment: Amendment, actor: User) -> None:
    """Tell both sides what became of an amendment."""
    people = deciders(amendment.agreement.introduction)
    _tell("amendment_answered", amendment.agreement, people, actor, about=amendment)


def tell_of_delivery(agreement: Agreement, side: Side, actor: User) -> None:
    """Tell the other side what was said, so that it says the same or what it counted."""
    others = [other for other in Side if other != side]
    people = deciders(agreement.introduction, others)
    newest = max(row.pk for line in agreement.lines.all() for row in line.deliveries.all())
    name = name_of(agreement, side)
    _tell("delivery_stated", agreement, people, actor, moment=str(newest), party=name)


def tell_of_fulfilment(agreement: Agreement) -> None:
    """Tell everyone who speaks for a side, and the brokers."""
    people = [*speakers(agreement.introduction), *brokers()]
    _tell("agreement_fulfilled", agreement, people, None)


def tell_of_end(agreement: Agreement, actor: User | None) -> None:
    """Tell both sides why it ended, and the brokers where something was signed."""
    people = deciders(agreement.introduction)
    if agreement.signed_at:
        people += brokers()
    _tell("agreement_ended", agreement, people, actor)


def tell_of_coverage(coverage: Coverage) -> None:
    """Suggest to the focal points of a State that their request may be closed."""
    need = coverage.need
    rows = need.organisation.memberships.filter(ended_at=None, user__is_active=True)
    people = {row.user for row in rows.select_related("user")}
    notify(
        "need_covered",
        recipients=[one for one in people if owns_need(one, need)],
        key=f"need:{need.pk}:covered:{coverage.pk}",
        subject_id=need.pk,
        url=reverse("needs:detail", args=[need.pk]),
        params={"need": str(need)},
        public={},
    )


def _tell(
    kind: str,
    agreement: Agreement,
    people: Iterable[User],
    actor: User | None,
    *,
    about: Amendment | None = None,
    moment: str = "",
    party: str = "",
) -> None:
    subject = about or agreement
    last = moment or str(subject.version)
    notify(
        kind,
        recipients=[one for one in people if one != actor],
        key=f"{subject._meta.model_name}:{subject.pk}:{last}:{kind}",
        subject_id=agreement.pk,
        url=reverse("agreements:detail", args=[agreement.pk]),
        params={
            "need": str(agreement.need),
            "party": party,
            "status": str(about.get_status_display()) if about else "",
            "reason": str(agreement.reason or ""),
        },
        public={},
    )


def name_of(agreement: Agreement, side: str) -> str:
    """Return how pages name a side."""
    is_recipient = side == Side.RECIPIENT
    return str(agreement.need.party if is_recipient else agreement.offer.organisation)
