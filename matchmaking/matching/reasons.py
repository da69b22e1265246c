"""The sentences behind a score and a closed gate. The page fills in names and translates them."""


def N_(message: str) -> str:  # noqa: N802  gettext's own name for "translate later"
    """Mark a message for translation without translating it."""
    return message


FEATURE_NAMES = {
    "theme": N_("Theme"),
    "text": N_("Subject of the texts"),
    "words": N_("Wording"),
    "kind": N_("Kind of assistance"),
    "coverage": N_("Share of the request covered"),
    "window": N_("Time"),
    "language": N_("Language"),
    "access": N_("Who may apply"),
    "focus": N_("Made for few States"),
    "named": N_("Named in the offer"),
    "proximity": N_("Neighbour or South-South"),
    "priority": N_("The State's own priority"),
    "track_record": N_("Track record"),
    "freshness": N_("Recently published"),
}

SENTENCES = {
    "theme.shared": N_("Both are about %(themes)s."),
    "theme.none": N_("They share no theme."),
    "theme.unknown": N_("No theme is given on one side."),
    "text.shared": N_("Both texts speak of %(concepts)s."),
    "text.none": N_("The texts speak of different things."),
    "text.unknown": N_("One of the texts says too little to compare."),
    "words.shared": N_("The texts share words: %(stems)s."),
    "words.none": N_("The texts share no words."),
    "words.unknown": N_("The texts are in different languages, so their words are not compared."),
    "kind.same": N_("It offers what is asked for: %(kinds)s."),
    "kind.other": N_("It offers %(offered)s where %(asked)s is asked for."),
    "kind.unknown": N_("One side does not say what kind of assistance it means."),
    "coverage.quantity": N_("%(kind)s: up to %(covered)s of the %(asked)s asked for."),
    "coverage.share": N_("It could meet about %(percent)s %% of the request."),
    "coverage.unknown": N_("One side gives no quantity."),
    "window.overlap": N_("Delivery can start on %(days)s days, %(starts_on)s to %(ends_on)s."),
    "window.unknown": N_("One side gives no dates."),
    "language.common": N_("Common language: %(languages)s."),
    "language.interpreted": N_("Delivered in %(languages)s, with interpretation."),
    "language.none": N_("Delivered in %(languages)s: no common language."),
    "language.unknown": N_("One side does not say which languages it works in."),
    "access.state": N_("The State can apply itself."),
    "access.third_party": N_("An organisation must apply, not the State."),
    "focus.few": N_("The offer is made for few States, this one among them."),
    "focus.many": N_("The offer is open to many States."),
    "named.state": N_("The offer names %(state)s."),
    "named.others": N_("The offer names others: %(states)s."),
    "named.unknown": N_("The offer names no State."),
    "proximity.neighbour": N_("%(owner)s is a neighbour."),
    "proximity.region": N_("%(owner)s is a peer of the region or of the South."),
    "proximity.none": N_("%(owner)s is from another region."),
    "priority.high": N_("The State gives the request high priority."),
    "priority.medium": N_("The State gives the request medium priority."),
    "priority.low": N_("The State gives the request low priority."),
    "priority.unknown": N_("The State gave no priority."),
    "track_record.score": N_("Finished work of the owner was scored %(percent)s %%."),
    "track_record.unknown": N_("No finished work of the owner has been evaluated yet."),
    "freshness.published": N_("Published on %(published_on)s."),
    "freshness.unknown": N_("The day of publication is not known."),
}

GATES = {
    "closed": N_("The offer or the request is closed."),
    "window": N_(
        "The periods do not overlap: %(opens_on)s to %(closes_on)s is offered, "
        "%(starts_on)s to %(ends_on)s is asked for."
    ),
    "eligibility": N_("%(state)s is on none of the lists of the offer."),
    "excluded": N_("%(state)s is excluded by the lists of the offer."),
    "conditions": N_("The words of the offer leave out %(state)s."),
    "capacity": N_("Nothing is left to give."),
    "kind": N_(
        "What is asked for (%(asked)s) and what is offered (%(offered)s) do not fit, "
        "or one side rules it out."
    ),
    "language": N_(
        "It is taught in %(delivery)s; the recipient works in %(working)s, "
        "and no interpretation is offered."
    ),
}

CLEARANCE = N_("Needs clearance: Security Council measures apply to %(state)s.")
