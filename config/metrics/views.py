"""Hand the figures to those who may collect them."""

import ipaddress
import logging

import redis
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from config.metrics import counting
from config.metrics.gauges import readings
from config.metrics.text import CONTENT_TYPE, exposition

logger = logging.getLogger(__name__)


def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with all figures; to others this address does not exist."""
    if not (_has_token(request) or _is_near(request)):
        raise Http404
    return HttpResponse(exposition({**_counters(), **readings()}), content_type=CONTENT_TYPE)


def _counters() -> dict[str, float]:
    try:
        return counting.totals()
    except redis.RedisError as error:
        logger.warning("the counters cannot be read: %r", error)
        return {}


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, settings.METRICS_TOKEN)


def _is_near(request: HttpRequest) -> bool:
    """Say whether an allowed machine asks itself, not through a proxy."""
    if "X-Forwarded-For" in request.headers:
        return False
    address = ipaddress.ip_address(request.META["REMOTE_ADDR"] or "0.0.0.0")  # noqa: S104
    return any(address in ipaddress.ip_network(network) for network in settings.METRICS_ALLOW)
