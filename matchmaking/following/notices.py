"""How alerts are worded, and how their letters stop them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.notifications import unsubscribing
from accounts.notifications.addresses import neutral
from accounts.notifications.kinds import Frequency, Kind, register
from accounts.notifications.letters import Line, language_of, letter
from accounts.notifications.outbox import post
from accounts.notifications.services import notify
from accounts.notifications.unsubscribing import Scope
from matchmaking.following import services
from matchmaking.following.models import SavedSearch

TITLES_IN_A_LETTER = 10

# In the app only: how often a search is mailed is chosen for each search.
NEWS = register(
    Kind(
        name="saved_search",
        title=_("News of a saved search"),
        text=_("%(count)s new in your saved search “%(name)s”"),
        mail=_("News of a saved search"),
        frequency=Frequency.NONE,
        is_chosen_elsewhere=True,
    )
)


def tell(saved: SavedSearch, news: Sequence[Any], public: Sequence[Any]) -> None:
    """Tell the owner in the app, and by a letter that names what anyone may read."""
    # No record is news twice, so the last one names the alert.
    key = f"search:{saved.pk}:{max(record.pk for record in news)}"
    url = reverse("following:open", args=[saved.pk])
    said = {"count": len(news), "name": saved.name}
    notify(NEWS.name, recipients=[saved.owner], key=key, url=url, params=said)
    language = language_of(saved.owner)
    with translation.override(language):
        subject = _subject(saved, len(news))
        titles = tuple(str(record) for record in public[:TITLES_IN_A_LETTER])
    email = letter(
        key=key,
        kind=NEWS.name,
        subject=subject,
        lines=[Line(subject, neutral(url), titles)],
        language=language,
        user=saved.owner,
        scope=f"search:{saved.pk}",
    )
    post([email])


def _subject(saved: SavedSearch, count: int) -> str:
    """Name the search as its owner does; the page where it is saved says that letters will."""
    words = ngettext("%(count)s new in “%(name)s”", "%(count)s new in “%(name)s”", count)
    return words % {"count": count, "name": saved.name}


def _says(user: User, search_id: str) -> str | Promise:
    saved = SavedSearch.objects.filter(pk=int(search_id), owner=user).first()
    return saved.name if saved else _("a saved search that is gone")


def _stop(user: User, search_id: str) -> None:
    services.stop_following(search_id=int(search_id), user=user)


unsubscribing.register("search", Scope(_says, _stop))
