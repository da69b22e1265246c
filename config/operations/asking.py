"""For whom work is asked: the person of the request, or of the work that asks for more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

Answer = Callable[[], int | None]
_asker: ContextVar[Answer | None] = ContextVar("asker", default=None)


def who_asks() -> int | None:
    """Return the person for whom work is asked, where there is one."""
    answer = _asker.get()
    return answer() if answer else None


@contextmanager
def asking(answer: Answer) -> Iterator[None]:
    """Let what is asked for meanwhile be this person's."""
    before = _asker.set(answer)
    try:
        yield
    finally:
        _asker.reset(before)


class AskingMiddleware:
    """Remember who sends the request; who it is, is looked up only when work is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with asking(lambda: request.user.pk):
            return self.get_response(request)
