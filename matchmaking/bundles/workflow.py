"""What may become of a bundle."""

from django.utils.translation import gettext_lazy as _

from matchmaking.bundles.choices import BundleStatus
from matchmaking.bundles.policies import builds_bundles
from matchmaking.workflow import Transition, Workflow

SAVED, SHORTLISTED = BundleStatus.SAVED, BundleStatus.SHORTLISTED

BUNDLE_WORKFLOW = Workflow(
    Transition(
        "shortlist", {SAVED}, SHORTLISTED, may=builds_bundles, label=_("Put on the shortlist")
    ),
    Transition(
        "propose",
        {SAVED, SHORTLISTED},
        BundleStatus.PROPOSED,
        may=builds_bundles,
        label=_("Propose the introductions"),
    ),
    Transition(
        "shelve",
        {SAVED, SHORTLISTED},
        BundleStatus.SET_ASIDE,
        may=builds_bundles,
        label=_("Set aside"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "reopen", {BundleStatus.SET_ASIDE}, SAVED, may=builds_bundles, label=_("Bring back")
    ),
)
