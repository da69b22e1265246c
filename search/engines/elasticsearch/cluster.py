"""The nodes of Elasticsearch, asked with care: who does not answer is left in peace for a while.

Without that, each page would wait until its own question has timed out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from time import monotonic

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.errors import SearchUnavailable

# Seconds in which nobody of this process asks again after no node has answered.
REST = 5
# An index that is gone must be built anew, and somebody who is not let in must be given a right:
# until then there is nothing to be found, but nothing to be given up either.
PASSING = (401, 403, 404, 408, 429, 500, 502, 503, 504)


class Cluster:
    """The one connection of this process."""

    def __init__(self) -> None:
        self._rests_until = 0.0

    @contextmanager
    def answering(self, timeout: float | None = None) -> Iterator[Elasticsearch]:
        """Give the client; whatever says that no answer can be had now is SearchUnavailable."""
        if monotonic() < self._rests_until:
            raise SearchUnavailable("Elasticsearch did not answer a moment ago")
        try:
            yield self._client.options(request_timeout=timeout or settings.ELASTICSEARCH_TIMEOUT)
        except TransportError as error:
            self._rests_until = monotonic() + REST
            raise SearchUnavailable(f"Elasticsearch does not answer: {error}") from error
        except ApiError as error:
            if error.status_code in PASSING:
                raise SearchUnavailable(f"Elasticsearch cannot answer: {error}") from error
            raise

    @cached_property
    def _client(self) -> Elasticsearch:
        if not settings.ELASTICSEARCH_URL:
            raise ImproperlyConfigured("SEARCH_ENGINE is elasticsearch: set ELASTICSEARCH_URL.")
        login = (settings.ELASTICSEARCH_USER, settings.ELASTICSEARCH_PASSWORD)
        others = len(settings.ELASTICSEARCH_URL) - 1
        return Elasticsearch(
            settings.ELASTICSEARCH_URL,
            basic_auth=login if settings.ELASTICSEARCH_USER else None,
            ca_certs=settings.ELASTICSEARCH_CA or DEFAULT,
            # Each node once, and one alone twice: it may have closed the connection while it was
            # idle. Repeated writes do no harm, as they carry a version.
            max_retries=max(1, others),
            retry_on_timeout=others > 0,
        )
