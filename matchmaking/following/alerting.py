"""Alerts: what is new since somebody began to follow, and may be known to them now, told once."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from accounts.notifications.choices import Frequency
from accounts.notifications.letters import language_of
from matchmaking.following import notices
from matchmaking.following.models import SavedSearch, ToldRecord


def send_alerts(frequency: str, listing: str = "") -> int:
    """Send the alerts of all searches followed that often; return how many had news."""
    followed = SavedSearch.objects.followed(frequency)
    if listing:
        followed = followed.filter(listing=listing)
    return sum(alert(pk) for pk in list(followed.order_by("pk").values_list("pk", flat=True)))


def alert(search_id: int) -> bool:
    """Tell the owner what is new, once; say whether there was anything."""
    try:
        with transaction.atomic():
            return _alert(SavedSearch.objects.select_for_update().get(pk=search_id))
    except IntegrityError:
        return False  # another worker tells the same at this moment
    except SavedSearch.DoesNotExist:
        return False  # forgotten meanwhile


def news_of(saved: SavedSearch) -> list[Any]:
    """Return the records that are news now, the latest first: found as the owner finds them."""
    fresh = _fresh(saved)
    if not fresh.exists():
        return []
    with translation.override(language_of(saved.owner)):
        found = set(saved.followed.filterset(saved.query, saved.owner).all_ids())
    return [record for record in fresh.order_by("-published_at", "-pk") if record.pk in found]


def _alert(saved: SavedSearch) -> bool:
    if saved.frequency == Frequency.NONE or not saved.owner.is_active:
        return False
    news = news_of(saved)
    if not news:
        return False
    ToldRecord.objects.bulk_create(ToldRecord(search=saved, record_id=r.pk) for r in news)
    saved.last_alert_at = timezone.now()
    saved.save(update_fields=["last_alert_at"])
    notices.tell(saved, news, _known_to_all(saved, news))
    return True


def _fresh(saved: SavedSearch) -> QuerySet[Any]:
    """Return what was published since, that the owner may know of and was not told."""
    visible = saved.followed.rows(saved.owner).filter(published_at__gt=saved.followed_since)
    return visible.exclude(pk__in=saved.told.values("record_id"))


def _known_to_all(saved: SavedSearch, news: Iterable[Any]) -> list[Any]:
    public = saved.followed.rows(AnonymousUser()).filter(pk__in=[record.pk for record in news])
    known = set(public.values_list("pk", flat=True))
    return [record for record in news if record.pk in known]
