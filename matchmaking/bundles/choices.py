"""The words for the state of a bundle and for the cooperation it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from matchmaking.matching.engine.bundles import Form, Peer
from matchmaking.matching.engine.serving import Way

FEWEST_PARTIES, USUAL_PARTIES, MOST_PARTIES = 1, 3, 6


class BundleStatus(TextChoices):
    SAVED = "saved", _("Saved")
    SHORTLISTED = "shortlisted", _("On the shortlist")
    PROPOSED = "proposed", _("Introductions proposed")
    SET_ASIDE = "set_aside", _("Set aside")


class Cooperation(TextChoices):
    """Who works with whom (BMS5, para 40: South-South and triangular cooperation)."""

    TRIANGULAR = Form.TRIANGULAR.value, _("Triangular cooperation")
    SOUTH_SOUTH = Form.SOUTH_SOUTH.value, _("South-South cooperation")


WAYS = {
    Way.SAME: _("what was asked for"),
    Way.SIMILAR: _("something that can stand in for it"),
    Way.MONEY: _("money that pays for it"),
}
PEERS = {
    Peer.NEIGHBOUR: _("neighbour"),
    Peer.REGION: _("from the region"),
    Peer.SOUTH: _("partner from the South"),
}
