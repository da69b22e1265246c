"""What the shared services and pages of writing must know of an offer."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.disclosure.choices import columns_of, level_columns
from matchmaking.disclosure.selectors import default_levels
from matchmaking.offers import policies
from matchmaking.offers.models import Offer
from matchmaking.offers.services.capacity import settle
from matchmaking.offers.services.completeness import contradictions, missing_parts
from matchmaking.offers.services.lines import LineData
from matchmaking.offers.services.promises import keep_promises
from matchmaking.offers.signals import offer_changed
from matchmaking.offers.workflow import OFFER_WORKFLOW
from matchmaking.vocabulary.choices import CountryGroup, WorkingLanguage
from matchmaking.writing.records import RecordKind, Words


def _blank(organisation: Organisation) -> Offer:
    return Offer(organisation=organisation, **default_levels(Offer))


OFFER = RecordKind(
    name="offer",
    model=Offer,
    namespace="offers",
    words=Words(
        one=_("offer"),
        many=_("Offers"),
        mine=_("My offers"),
        none=_("No offers yet"),
        how_to_begin=_("Begin one: the draft is yours alone until you submit it."),
        begin=_("New offer"),
        new=_("New offer"),
        lead=_(
            "Begin with a title. Everything else can wait: the draft is saved while you write, "
            "and nobody outside your organisation sees it."
        ),
        edit=_("Edit the offer"),
        queue=_("Offers to publish"),
        columns=(_("Offer"), _("Offered by"), _("Open until")),
        lines=_("lines"),
        sent_back=_("The secretariat sent this offer back: %(reason)s"),
        stale=_(
            "%(who)s changed this offer after you had opened it. Nothing of yours is lost: "
            "when you save, both are put together, and you choose where both changed the same."
        ),
        closed=_("This offer cannot be changed in its present state."),
        promise=_(
            "By submitting you confirm, for your organisation, that this is what it offers and "
            "that all its conditions are stated. The secretariat publishes it or sends it back "
            "with a reason."
        ),
    ),
    plain_fields=(
        "title",
        "description",
        "language",
        "channel",
        "opens_on",
        "closes_on",
        "delivery_languages",
        "eligible_groups",
        "conditions",
        "aftercare_training",
        "aftercare_maintenance",
        "aftercare_spare_parts",
        "value_minor",
        "currency",
        *columns_of(Offer.PARTS),
        *level_columns(Offer.PARTS),
        "audience",
    ),
    secret_fields=columns_of(Offer.PARTS),
    link_fields=(
        "themes",
        "eligible_countries",
        "eligible_regions",
        "eligible_bodies",
        "excluded_countries",
    ),
    names={
        "eligible_groups": CountryGroup.choices,
        "delivery_languages": WorkingLanguage.choices,
        "language": WorkingLanguage.choices,
    },
    line_notes={"committed": _("committed")},
    line=LineData,
    quantity="capacity",
    amount="value",
    blank=_blank,
    may_begin=policies.offers_for,
    may_edit=policies.owns_offer,
    owns=policies.owns_offer,
    sees_inside=policies.sees_inside,
    workflow=OFFER_WORKFLOW,
    missing_parts=missing_parts,
    contradictions=contradictions,
    together=(
        frozenset({"opens_on", "closes_on"}),
        frozenset({"value_minor", "currency"}),
    ),
    changed=offer_changed,
    guard_lines=keep_promises,
    settle=settle,
)
