"""What happens to every request."""

import logging
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.notifications.counting import forget_counts
from matchmaking.errors import DomainError
from search.errors import SearchUnavailable

SAFE = ("GET", "HEAD", "OPTIONS")
RETRY_AFTER = 30  # seconds

logger = logging.getLogger(__name__)


class FreshCountsMiddleware:
    """Let people see at once in the header what their own deed changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        done = request.method not in SAFE and response.status_code < 400
        if done and request.user.is_authenticated:
            forget_counts([request.user.pk])
        return response


class DomainErrorMiddleware:
    """Turn a refusal that no view translated into a message on the page the person came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a DomainError; leave everything else to Django."""
        if not isinstance(error, DomainError):
            return None
        back = request.headers.get("Referer", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(back, {request.get_host()}):
            messages.error(request, str(error.message))
            return HttpResponseRedirect(back)
        return render(request, "409.html", {"message": error.message}, status=409)


class SearchUnavailableMiddleware:
    """Tell who looks for something, while the engine does not answer, that it is being mended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer that the search is not available; leave everything else to Django."""
        if not isinstance(error, SearchUnavailable):
            return None
        logger.warning("No search: %s", error)
        response = render(request, "503_search.html", status=503)
        response["Retry-After"] = RETRY_AFTER
        return response
