"""The pages of a record that keeps parts back: every reading is written down as it is shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from accounts.acting import acting_organisation
from accounts.selectors import Person
from matchmaking.disclosure import selectors, services
from matchmaking.disclosure.choices import Way
from matchmaking.disclosure.filters import part_columns
from matchmaking.disclosure.models import DisclosedRecord
from matchmaking.writing.views import RecordPages


@dataclass(frozen=True)
class DisclosedPages(RecordPages):
    """The pages of a kind whose records keep parts back."""

    def _page(
        self, request: HttpRequest, name: str, record: Any, context: Mapping[str, Any]
    ) -> HttpResponse:
        services.log_readings(
            records=[record],
            reader=request.user,
            organisation=acting_organisation(request),
            way=Way.PAGE,
        )
        return super()._page(request, name, record, context)


def logging_readings(
    rows: Iterable[Any], request: HttpRequest, model: type[DisclosedRecord]
) -> Iterator[Any]:
    """Hand on the rows of a file, and write down what is read with it."""
    return services.logging_readings(
        rows,
        reader=request.user,
        organisation=acting_organisation(request),
        parts=[column.key for column in part_columns(model)],
    )


def known(user: Person, kind: str, pk: int) -> DisclosedRecord:
    """Return a record as `user` may see it, or answer 404 when they may not know of it."""
    try:
        return selectors.known_record(user, kind, pk)
    except LookupError as error:
        raise Http404 from error
