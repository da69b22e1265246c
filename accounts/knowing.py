"""What somebody may know of, compiled once for all the queries of a request.

The same inner query stands in nearly every other: the numbers in the header alone embed it a
hundred times. To compose and compile it each time takes far longer than the database needs.

    @compiled_once
    def known_ids(user: Person) -> QuerySet[Any]:
        return Application.objects.visible_to(user).values("pk")

    rows.filter(application__in=known_ids(user))

The rows must follow from the person and their memberships alone, and refer to no outer query.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from accounts.models import User
from accounts.selectors import Person, memberships_of

Ids = RawSQL | tuple[int, ...]


def compiled_once(rows: Callable[[Person], QuerySet[Any]]) -> Callable[[Person], Ids]:
    """Return a function that gives the ids of `rows` for a person, for use after `__in`."""

    @wraps(rows)
    def ids_for(user: Person) -> Ids:
        kept = _kept_with(user)
        if rows not in kept:
            kept[rows] = compiled(rows(user))
        return kept[rows]

    return ids_for


def compiled(rows: QuerySet[Any]) -> Ids:
    """Return the ids that `rows` ask for, for use after `__in`; never asked here."""
    try:
        sql, params = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return ()
    return RawSQL(sql, params)  # noqa: S611 (compiled by Django, its values apart)


def _kept_with(user: Person) -> dict[Any, Ids]:
    """Return what is kept for `user`; nothing outlives a change of who they are or work for."""
    if not isinstance(user, User):
        return {}
    now = (memberships_of(user), user.email, user.is_active)
    then, kept = user.__dict__.get("_known", (None, {}))
    if then is None or then[0] is not now[0] or then[1:] != now[1:]:
        user.__dict__["_known"] = (now, kept := {})
    return kept
