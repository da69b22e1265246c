"""What activities are called: by their owner's identifier where there is one, else by ours."""

from collections.abc import Collection

from django.conf import settings

from matchmaking.opendata.models import Activity


def identifiers_of(column: str, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return the code and the identifier of each project or agreement that has one."""
    rows = Activity.objects.filter(**{f"{column}__in": ids})
    found = rows.values_list(f"{column}_id", "code", "identifier")
    return {pk: (code, identifier or own_identifier(code)) for pk, code, identifier in found}


def own_identifier(code: str) -> str:
    """Return the identifier under which we publish what nobody else does."""
    return f"{settings.IATI_ORGANISATION}-{code}"
