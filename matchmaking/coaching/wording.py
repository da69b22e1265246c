"""What the coach says of each rule: what to add, and why the other side needs it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.coaching.choices import RuleCode
from matchmaking.coaching.scoring import State

Text = str | Promise


class Saying(NamedTuple):
    """The advice of a rule, why it matters, and the field of the form where the answer goes."""

    advice: Text
    why: Text
    anchor: str


# How a rule stands with a record, as brokers read it.
STATES: dict[str, Text] = {
    State.ANSWERED: _("answered"),
    State.PARTLY: _("answered in part"),
    State.IN_WORDS: _("in the text only"),
    State.OVERRIDDEN: _("set aside"),
    State.MISSING: _("missing"),
}
LINES = "id_lines-0-quantity"
SAYINGS: dict[str, Saying] = {
    RuleCode.QUANTITY: Saying(
        _("Say how many, on each line."),
        _("A donor can compare a number with what it has; “equipment” fits everything."),
        LINES,
    ),
    RuleCode.UNIT: Saying(
        _("Say in what it is counted: items, people, sites, days."),
        _("“Ten” may be ten machines or ten days of training; offers are compared unit by unit."),
        "id_lines-0-unit",
    ),
    RuleCode.INSTITUTION: Saying(
        _("Name the institution that will receive and use it."),
        _("Donors must check who receives assistance before they may decide."),
        "id_institution",
    ),
    RuleCode.PLACE: Saying(
        _("Name the town, province or region."),
        _("Cost, safety and partners on the ground all depend on the place."),
        "id_place",
    ),
    RuleCode.WINDOW: Saying(
        _("Say from when and until when it is wanted."),
        _("Budgets are yearly: what has no date is left for later."),
        "id_ends_on",
    ),
    RuleCode.GOAL: Saying(
        _("Add a goal with its figure today, its target and its day."),
        _("Only a baseline and a target show afterwards whether the assistance was enough."),
        "id_goals-0-indicator",
    ),
    RuleCode.RESULT: Saying(
        _("Say what will be different afterwards, with an indicator if you can."),
        _("Donors account for changes, not for goods handed over."),
        "id_goals-0-title",
    ),
    RuleCode.PLAN: Saying(
        _("Name the national plan or strategy it belongs to."),
        _("Assistance that is part of a plan lasts longer, and several donors can share it."),
        "id_national_plan",
    ),
    RuleCode.LANGUAGE: Saying(
        _("Choose the languages in which it can be received."),
        _("Trainers and manuals are chosen by language first."),
        "id_working_languages_0",
    ),
    RuleCode.COST: Saying(
        _("Give an indicative budget, or a cost on each line."),
        _("A rough figure is enough to know which donor or fund to ask."),
        "id_budget",
    ),
    RuleCode.CAPACITY: Saying(
        _("Say how many can be given in all, on each line."),
        _("States and brokers plan with what is left, not with what may be possible."),
        "id_lines-0-capacity",
    ),
    RuleCode.VALUE: Saying(
        _("Give the value of the whole, or of each line."),
        _("A value lets several offers be put together to cover one request."),
        "id_value",
    ),
    RuleCode.ELIGIBILITY: Saying(
        _("Say for which States, regions or groups the offer is meant."),
        _("A State that cannot receive it should not lose months asking for it."),
        "id_eligible_countries",
    ),
    RuleCode.LANGUAGES: Saying(
        _("Choose the languages in which it can be given."),
        _("An offer in a language nobody works in finds no taker."),
        "id_delivery_languages_0",
    ),
    RuleCode.CHANNEL: Saying(
        _("Choose the channel the assistance comes through."),
        _("Each channel has its own partners and its own papers to prepare."),
        "id_channel",
    ),
    RuleCode.CONDITIONS: Saying(
        _("Say what is asked of the State in return, or that nothing is."),
        _("Conditions that come late are the commonest reason why an agreement fails."),
        "id_conditions",
    ),
}
AFTERCARE = {
    "need": Saying(
        _("Add a line for maintenance, spare parts or consumables, or say who covers them."),
        _("Equipment without upkeep stands still within a year or two."),
        "id_lines-0-kind",
    ),
    "offer": Saying(
        _("Say which training, maintenance and spare parts come with the equipment."),
        _("Equipment without upkeep stands still within a year or two."),
        "id_aftercare_training",
    ),
}
OFFER_ANCHORS: dict[str, str] = {RuleCode.WINDOW: "id_closes_on"}


def saying(kind: str, code: str) -> Saying:
    """Return what the coach says of a rule to the author of this kind of record."""
    if code == RuleCode.AFTERCARE:
        return AFTERCARE[kind]
    found = SAYINGS[code]
    return (
        found._replace(anchor=OFFER_ANCHORS.get(code, found.anchor)) if kind == "offer" else found
    )
