"""A market with cases on the desk."""

from matchmaking.desk import services
from matchmaking.desk.models import Case
from matchmaking.matching import services as matching
from tests import cast
from tests.needs import making as needs
from tests.offers import making as offers


def market(**changes):
    """Return a request of Kenya and an offer that fits it, matched and on the desk."""
    need = needs.published(**changes)
    offer = offers.published()
    weigh()
    return need, offer


def weigh():
    """Match and weigh everything, as the night does."""
    matching.match_all()
    services.refresh_queue()


def case_of(record):
    return Case.objects.get(**{type(record)._meta.model_name: record})


def case(**changes):
    return case_of(market(**changes)[0])


def shortlisted():
    """Return a pair on the shortlist."""
    need, offer = market()
    return services.shortlist_pair(
        need_id=need.pk, offer_id=offer.pk, actor=cast.join("sofia"), note="A good pair."
    )
