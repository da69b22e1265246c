"""What a view knows of who asks."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class SignedInRequest(HttpRequest):
    """What `login_required` and the middleware of htmx leave of a request."""

    user: User
    htmx: HtmxDetails
