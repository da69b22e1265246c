"""Who is told what of values and of changes of a framework; an e-mail says only fixed words."""

import datetime
from collections.abc import Collection, Iterable, Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from matchmaking.introductions.choices import Side
from matchmaking.introductions.notices import deciders
from matchmaking.monitoring.models import Period, Revision, Undertaking, Value
from matchmaking.payments.notices import administrators, implementers

Text = str | Promise


def known_undertakings(user: User, ids: Collection[int]) -> list[int]:
    """Return those of these undertakings that `user` may know of now."""
    known = Undertaking.objects.visible_to(user).filter(pk__in=ids)
    return list(known.values_list("pk", flat=True))


def _kind(name: str, title: Text, text: Text, mail: Text) -> None:
    register(Kind(name=name, title=title, text=text, mail=mail, known=known_undertakings))


_kind(
    "values_submitted",
    _("Indicator values wait for approval"),
    _("%(count)s values of “%(title)s” were handed in: approve them or send them back"),
    _("Indicator values wait for your approval"),
)
_kind(
    "value_returned",
    _("An indicator value was sent back"),
    _("A value of “%(title)s” was sent back: %(reason)s"),
    _("An indicator value was sent back"),
)
_kind(
    "values_due",
    _("Indicator values are due"),
    _("The values of period %(period)s of “%(title)s” are due on %(day)s"),
    _("Indicator values are due"),
)
_kind(
    "revision_proposed",
    _("A change of a results framework waits for consent"),
    _("A change of the results framework of “%(title)s” waits for your consent: %(reason)s"),
    _("A change of a results framework waits for your consent"),
)
_kind(
    "revision_answered",
    _("A change of a results framework was answered"),
    _("The change of the results framework of “%(title)s”: %(status)s. %(reason)s"),
    _("A change of a results framework was answered"),
)


def tell_of_submission(undertaking: Undertaking, values: Sequence[Value], actor: User) -> None:
    """Tell those who approve that values wait for them."""
    people = approvers(undertaking, values[0].side)
    key = f"{values[0].pk}:{values[0].version}:{len(values)}"
    url = reverse("monitoring:decide", args=[undertaking.pk])
    _tell("values_submitted", undertaking, people, actor, key, url, count=str(len(values)))


def tell_of_return(undertaking: Undertaking, value: Value, actor: User) -> None:
    """Tell those who report why a value was sent back."""
    people = reporters(undertaking, value.side)
    url = reverse("monitoring:value", args=[value.pk])
    key = f"{value.pk}:{value.version}"
    _tell("value_returned", undertaking, people, actor, key, url, reason=value.decision_reason)


def tell_of_proposal(revision: Revision, actor: User) -> None:
    """Tell those who consent that a change of the framework waits for them."""
    undertaking = revision.undertaking
    people = approvers(undertaking, revision.side)
    url = reverse("monitoring:revision", args=[revision.pk])
    key = f"{revision.pk}"
    _tell("revision_proposed", undertaking, people, actor, key, url, reason=revision.reason)


def tell_of_answer(revision: Revision, actor: User) -> None:
    """Tell those who proposed it what became of a change."""
    undertaking = revision.undertaking
    people = reporters(undertaking, revision.side)
    said = {"status": revision.get_status_display(), "reason": revision.answer}
    url = reverse("monitoring:revision", args=[revision.pk])
    _tell("revision_answered", undertaking, people, actor, f"{revision.pk}", url, **said)


def remind(period: Period, today: datetime.date) -> None:
    """Remind those who report that the values of a period are due."""
    undertaking = period.undertaking
    side = Side.RECIPIENT if undertaking.agreement_id else ""
    url = reverse("monitoring:values", args=[undertaking.pk, period.number])
    said = {"period": str(period.number), "day": period.due_on.isoformat()}
    key = f"{period.pk}:{today}"
    _tell("values_due", undertaking, reporters(undertaking, side), None, key, url, **said)


def reporters(undertaking: Undertaking, side: str) -> list[User]:
    """Return those who report: the carrier of a project, a side of an agreement."""
    if undertaking.project is not None:
        return implementers(undertaking.project)
    return _deciders(undertaking, [side])


def approvers(undertaking: Undertaking, side: str) -> list[User]:
    """Return those who approve what `side` reported: the fund, the other side."""
    if undertaking.project is not None:
        return administrators(undertaking.project)
    return _deciders(undertaking, [other for other in Side.values if other != side])


def _deciders(undertaking: Undertaking, sides: list[str]) -> list[User]:
    if undertaking.agreement is None:
        return []
    return deciders(undertaking.agreement.introduction, sides)


def _tell(
    kind: str,
    undertaking: Undertaking,
    people: Iterable[User],
    actor: User | None,
    key: str,
    url: str,
    **said: str,
) -> None:
    # The recused are told nothing: the door of the undertaking knows them.
    told = [one for one in people if one != actor and known_undertakings(one, [undertaking.pk])]
    notify(
        kind,
        recipients=told,
        key=f"undertaking:{undertaking.pk}:{kind}:{key}",
        subject_id=undertaking.pk,
        url=url,
        params={"title": undertaking.title, **said},
        public={},
    )
