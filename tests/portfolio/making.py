"""A small portfolio for the tests: who asks for what, and who offers."""

from matchmaking.vocabulary.models import Theme
from tests import cast
from tests.needs import making as needs
from tests.offers import making as offers


def asked(author="amina", themes=("MRK.02",), lines=None, **changes):
    """Publish a request of Kenya (amina, Africa) or of Bulgaria (boris, Europe)."""
    chosen = [Theme.objects.get(pk=code) for code in themes]
    return needs.published(author=cast.join(author), themes=chosen, lines=lines, **changes)


def offered(author="dina", themes=("MRK.02",), lines=None, **changes):
    return offers.published(author=cast.join(author), themes=list(themes), lines=lines, **changes)


def small():
    """Three requests and two offers: two themes, two regions."""
    return {
        "marking": asked(),
        "both": asked(themes=("MRK.02", "STK.01"), lines=[needs.line(quantity=8)]),
        "bulgaria": asked("boris", themes=("STK.01",), lines=[needs.line(quantity=3)]),
        "for-all": offered(),
        "for-kenya": offered(
            "diego", eligible_countries=["KEN"], lines=[offers.line(capacity=100)]
        ),
    }
