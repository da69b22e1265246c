"""The sentences behind a score and a closed gate. The page fills in names and translates them."""


def gettext_noop(message: str) -> str:
    """Mark a message for translation without translating it."""
    return message


FEATURE_NAMES = {
    "theme": gettext_noop("Theme"),
    "text": gettext_noop("Subject of the texts"),
    "words": gettext_noop("Wording"),
    "kind": gettext_noop("Kind of assistance"),
    "coverage": gettext_noop("Share of the request covered"),
    "window": gettext_noop("Time"),
    "language": gettext_noop("Language"),
    "access": gettext_noop("Who may apply"),
    "focus": gettext_noop("Made for few States"),
    "named": gettext_noop("Named in the offer"),
    "proximity": gettext_noop("Neighbour or South-South"),
    "priority": gettext_noop("The State's own priority"),
    "track_record": gettext_noop("Track record"),
    "freshness": gettext_noop("Recently confirmed"),
}

SENTENCES = {
    "theme.shared": gettext_noop("Both are about %(themes)s."),
    "theme.none": gettext_noop("They share no theme."),
    "theme.unknown": gettext_noop("No theme is given on one side."),
    "text.shared": gettext_noop("Both texts speak of %(concepts)s."),
    "text.none": gettext_noop("The texts speak of different things."),
    "text.unknown": gettext_noop("One of the texts says too little to compare."),
    "words.shared": gettext_noop("The texts use some of the same words."),
    "words.none": gettext_noop("The texts share no words."),
    "words.unknown": gettext_noop(
        "The texts are in different languages, so their words are not compared."
    ),
    "kind.same": gettext_noop("It offers what is asked for: %(kinds)s."),
    "kind.other": gettext_noop("It offers %(offered)s where %(asked)s is asked for."),
    "kind.unknown": gettext_noop("One side does not say what kind of assistance it means."),
    "coverage.quantity": gettext_noop("%(kind)s: up to %(covered)s of the %(asked)s asked for."),
    "coverage.share": gettext_noop("It could meet about %(percent)s %% of the request."),
    "coverage.unknown": gettext_noop("One side gives no quantity."),
    "window.overlap": gettext_noop(
        "Delivery can start from %(starts_on)s to %(ends_on)s (%(days)s days)."
    ),
    "window.unknown": gettext_noop("One side gives no dates."),
    "language.common": gettext_noop("Common language: %(languages)s."),
    "language.interpreted": gettext_noop("Delivered in %(languages)s, with interpretation."),
    "language.none": gettext_noop("Delivered in %(languages)s: no common language."),
    "language.unknown": gettext_noop("One side does not say which languages it works in."),
    "access.state": gettext_noop("The State can apply itself."),
    "access.third_party": gettext_noop("An organisation must apply, not the State."),
    "focus.few": gettext_noop("The offer is made for few States, this one among them."),
    "focus.many": gettext_noop("The offer is open to many States."),
    "named.state": gettext_noop("The offer names %(state)s."),
    "named.others": gettext_noop("The offer names others: %(states)s."),
    "named.unknown": gettext_noop("The offer names no State."),
    "proximity.neighbour": gettext_noop("%(owner)s is a neighbour."),
    "proximity.region": gettext_noop("%(owner)s is a peer of the region or of the South."),
    "proximity.none": gettext_noop("%(owner)s is from another region."),
    "priority.high": gettext_noop("The State gives the request high priority."),
    "priority.medium": gettext_noop("The State gives the request medium priority."),
    "priority.low": gettext_noop("The State gives the request low priority."),
    "priority.unknown": gettext_noop("The State gave no priority."),
    "track_record.evaluated": gettext_noop(
        "Evaluated projects of the owner: %(projects)s. Their score: %(score)s %%; "
        "the mean of all: %(mean)s %%."
    ),
    "track_record.unknown": gettext_noop("No finished work of the owner has been evaluated yet."),
    "freshness.confirmed": gettext_noop(
        "The request was last confirmed on %(request_on)s, the offer on %(offer_on)s."
    ),
    "freshness.published": gettext_noop("Published on %(published_on)s."),
    "freshness.unknown": gettext_noop("The day of publication is not known."),
}

GATES = {
    "closed": gettext_noop("The offer or the request is closed."),
    "unconfirmed": gettext_noop(
        "Not confirmed for too long: the request last on %(request_on)s, the offer last on "
        "%(offer_on)s. It is suggested again as soon as its owner confirms that it stands."
    ),
    "window": gettext_noop(
        "The periods do not overlap: %(opens_on)s to %(closes_on)s is offered, "
        "%(starts_on)s to %(ends_on)s is asked for."
    ),
    "eligibility": gettext_noop("%(state)s is on none of the lists of the offer."),
    "excluded": gettext_noop("%(state)s is excluded by the lists of the offer."),
    "conditions": gettext_noop("The words of the offer leave out %(state)s."),
    "capacity": gettext_noop("Nothing is left to give."),
    "kind": gettext_noop(
        "What is asked for (%(asked)s) and what is offered (%(offered)s) do not fit, "
        "or one side rules it out."
    ),
    "language": gettext_noop(
        "It is taught in %(delivery)s; the recipient works in %(working)s, "
        "and no interpretation is offered."
    ),
}

CLEARANCE = gettext_noop("Needs clearance: Security Council measures apply to %(state)s.")
