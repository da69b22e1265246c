"""Saving, changing and forgetting a search."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.notifications.choices import Frequency
from accounts.policies import belongs_to
from matchmaking.errors import DomainError
from matchmaking.following.listings import tidy
from matchmaking.following.models import SavedSearch
from matchmaking.following.policies import owns_search


@transaction.atomic
def save_search(
    *,
    actor: User,
    name: str,
    listing: str,
    query: str,
    frequency: str = Frequency.NONE,
    shared_with: Organisation | None = None,
) -> SavedSearch:
    """Keep the filters of a list under a name."""
    saved = SavedSearch(owner=actor, listing=listing, query=tidy(query))
    return _write(saved, name=name, frequency=frequency, shared_with=shared_with)


@transaction.atomic
def change_search(
    *,
    search_id: int,
    actor: User,
    name: str,
    frequency: str,
    shared_with: Organisation | None = None,
) -> SavedSearch:
    """Change the name, who sees it, and how often it alerts."""
    saved = _own(search_id, actor)
    return _write(saved, name=name, frequency=frequency, shared_with=shared_with)


@transaction.atomic
def delete_search(*, search_id: int, actor: User) -> None:
    """Forget a search; its alerts end."""
    _own(search_id, actor).delete()


@transaction.atomic
def stop_following(*, search_id: int, user: User) -> None:
    """Send no more alerts of a search; it stays saved."""
    found = SavedSearch.objects.filter(pk=search_id, owner=user)
    found.update(frequency=Frequency.NONE, followed_since=None)


def unshare_searches(*, user_id: int, organisation_id: int) -> None:
    """End the sharing of somebody's searches with an organisation."""
    shared = SavedSearch.objects.filter(owner=user_id, shared_with=organisation_id)
    shared.update(shared_with=None)


def forget_searches(*, user_id: int) -> None:
    """Delete all searches of a person."""
    SavedSearch.objects.filter(owner=user_id).delete()


def _own(search_id: int, actor: User) -> SavedSearch:
    saved = SavedSearch.objects.select_for_update().get(pk=search_id)
    if not owns_search(actor, saved):
        raise PermissionDenied
    return saved


def _write(saved: SavedSearch, **said: Any) -> SavedSearch:
    if said["shared_with"] and not belongs_to(saved.owner, said["shared_with"].pk):
        raise PermissionDenied
    for field, value in said.items():
        setattr(saved, field, value)
    if not saved.is_followed:
        saved.followed_since = None
    elif saved.followed_since is None:
        saved.followed_since = timezone.now()
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        raise DomainError(_("You have another search of that name."), field="name") from error
    return saved
