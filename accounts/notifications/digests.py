"""One letter with what has happened since the last one, for those who wish it so."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.notifications.choices import Frequency
from accounts.notifications.kinds import kind_named
from accounts.notifications.letters import Line, language_of, letter
from accounts.notifications.models import Notification
from accounts.notifications.outbox import post
from accounts.notifications.selectors import without_the_hidden


def send_digests(frequency: str) -> int:
    """Write the digests that are due and say how many; run twice, it writes none twice."""
    waiting = Notification.objects.filter(digest=frequency, user__is_active=True)
    people = User.objects.filter(pk__in=waiting.values("user")).order_by("pk")
    return sum(_write(user, frequency) for user in people.iterator())


@transaction.atomic
def _write(user: User, frequency: str) -> bool:
    """Write one digest of what waits, is unread and may still be known."""
    waiting = list(_waiting(user, frequency))
    taken = Notification.objects.filter(pk__in=[n.pk for n in waiting], digest=frequency)
    if taken.update(digest="") != len(waiting):
        transaction.set_rollback(True)  # another worker has them, or the person has chosen anew
        return False
    news = [n for n in without_the_hidden(user, waiting) if n.read_at is None]
    if not news:
        return False
    language = language_of(user)
    with translation.override(language):
        subject, lines = _subject(news, frequency), list(_lines(news))
    email = letter(
        key=f"digest:{frequency}:{user.pk}:{waiting[-1].pk}",
        kind=f"digest_{frequency}",
        subject=subject,
        lines=lines,
        language=language,
        user=user,
        scope=f"digest:{frequency}",
    )
    post([email])
    return True


def _waiting(user: User, frequency: str) -> QuerySet[Notification]:
    return user.notifications.filter(digest=frequency).select_for_update().order_by("pk")


def _subject(news: Sequence[Notification], frequency: str) -> str:
    count = ngettext("%(count)s notification", "%(count)s notifications", len(news))
    title = gettext("Your day") if frequency == Frequency.DAILY else gettext("Your week")
    return f"{title}: {count % {'count': len(news)}}"


def _lines(news: Sequence[Notification]) -> Iterator[Line]:
    """Say each thing once: where two pieces of news read alike, how many there are."""
    said: dict[tuple[str, str], int] = {}
    for one in news:
        key = (kind_named(one.kind).mailed(one.public), one.url)
        said[key] = said.get(key, 0) + 1
    for (text, url), count in said.items():
        yield Line(f"{text} (×{count})" if count > 1 else text, url)
