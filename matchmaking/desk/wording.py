"""The sentences of the desk: why a case stands where it stands, and what would change a match."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

FACTORS: dict[str, str | Promise] = {
    "priority": _("Priority of the State"),
    "specificity": _("How precise it is"),
    "match": _("Best match"),
    "waiting": _("Waiting time"),
    "expiry": _("End of the window"),
    "clearance": _("Checks to be cleared"),
    "answers": _("Unanswered introductions"),
    "idle": _("Nothing under way"),
}

# Sentences with a number in them choose their form by it.
PLACES: dict[str, Any] = {
    "priority.high": _("The State gives it high priority."),
    "priority.medium": _("The State gives it medium priority."),
    "priority.low": _("The State gives it low priority."),
    "priority.unknown": _("The State gave no priority."),
    "priority.best_high": _("The request it fits best has high priority for its State."),
    "priority.best_medium": _("The request it fits best has medium priority for its State."),
    "priority.best_low": _("The request it fits best has low priority for its State."),
    "priority.best_unknown": _("No State gave a priority to the request it fits best."),
    "specificity.score": _("For precision it has %(score)s of 100 points."),
    "specificity.unknown": _("How precise it is was not scored yet."),
    "match.best": _("The best match fits to %(percent)s %%."),
    "match.none": _("Nothing fits yet."),
    "waiting.days": ngettext_lazy(
        "It has waited %(days)s day without a new try.",
        "It has waited %(days)s days without a new try.",
        "days",
    ),
    "expiry.days": ngettext_lazy(
        "Its window ends in %(days)s day.", "Its window ends in %(days)s days.", "days"
    ),
    "expiry.unknown": _("It names no last day."),
    "clearance.open": ngettext_lazy(
        "%(checks)s check is open before an introduction.",
        "%(checks)s checks are open before an introduction.",
        "checks",
    ),
    "clearance.none": _("No check holds it up."),
    "answers.waiting": ngettext_lazy(
        "An introduction has had no answer for %(days)s day.",
        "An introduction has had no answer for %(days)s days.",
        "days",
    ),
    "answers.none": _("No introduction waits for an answer."),
    "idle.nothing": _("Nothing is under way."),
    "idle.listed": ngettext_lazy(
        "%(pairs)s pair is on the shortlist, no introduction is under way.",
        "%(pairs)s pairs are on the shortlist, no introduction is under way.",
        "pairs",
    ),
    "idle.running": ngettext_lazy(
        "%(introductions)s introduction is under way.",
        "%(introductions)s introductions are under way.",
        "introductions",
    ),
}

# What to do about a closed gate.
GATES: dict[str, str | Promise] = {
    "closed": _("Ask its owner to open it again, or to move its last day."),
    "unconfirmed": _("Ask its owner to confirm that it still stands."),
    "window": _("Ask both sides whether one of the periods can be moved or prolonged."),
    "eligibility": _("Ask the donor whether the State can be added to those the offer is for."),
    "excluded": _("Ask the donor whether the exception still stands."),
    "conditions": _("Ask the donor whether the conditions can be read more widely."),
    "capacity": _("Ask the donor for more, or wait until something reserved is given back."),
    "kind": _(
        "Ask the State whether another kind of assistance would serve, or the donor whether it "
        "can give what is asked for."
    ),
    "language": _("Ask for interpretation, or for delivery in a language the State works in."),
}

# What to do about a feature that pulls a match down.
FEATURES: dict[str, str | Promise] = {
    "theme": _("Check whether both sides chose their themes well."),
    "text": _("Ask both sides to say more exactly what is meant."),
    "words": _("Ask both sides to say more exactly what is meant."),
    "kind": _("Ask whether the kind of assistance on one side can be changed."),
    "coverage": _("Ask the donor for more, or put several offers together."),
    "window": _("Ask both sides for a longer common period."),
    "language": _("Ask for interpretation, or for delivery in a language the State works in."),
    "access": _("Find an organisation that can apply together with the State."),
    "focus": _("The offer is open to many: make sure that this State is heard early."),
    "named": _("Ask the donor whether the State can be named in the offer."),
    "proximity": _("Look for a neighbour who could take part."),
    "priority": _("Ask the State whether its priority still stands."),
    "track_record": _("Ask for references of finished work."),
    "freshness": _("Ask the owner to confirm that the offer still stands."),
}
NOT_STATED = _("Ask the side that says nothing of it to state it.")


def reason(message: str, params: Mapping[str, Any]) -> str:
    """Return a part of a place as a sentence."""
    return str(PLACES[message] % params if params else PLACES[message])
