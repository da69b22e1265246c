"""Saved searches as a list, and what one asks for."""

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from accounts.models import User
from accounts.selectors import Person
from matchmaking.following.listings import Followed
from matchmaking.following.models import SavedSearch
from search.listing import Listing
from search.paging import Pill


def searches_for_listing(user: Person) -> QuerySet[SavedSearch]:
    """Return one's own searches and those shared with one's organisations."""
    return SavedSearch.objects.visible_to(user).select_related("owner", "shared_with")


def pills_of(followed: Followed, query: str, user: User) -> list[Pill]:
    """Return what the filters of a list ask for, in words."""
    request = HttpRequest()
    request.path, request.GET = reverse(followed.page), QueryDict(query)
    return Listing(request, followed.filterset(query, user)).pills
