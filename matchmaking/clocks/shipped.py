"""The target times an installation begins with, until the secretariat sets its own."""

from matchmaking.clocks.choices import Counts, Stage
from matchmaking.clocks.reckoning import Target

WORKING, CALENDAR = Counts.WORKING.value, Counts.CALENDAR.value

# No source gives official times: these are a beginning, to be changed on the page of targets.
TARGETS: dict[str, Target] = {
    Stage.ACKNOWLEDGE: Target(5, WORKING, 2, 1, None, 3),
    Stage.SUGGESTION: Target(10, WORKING, None, None, None, 1),
    Stage.ANSWER: Target(20, WORKING, 5, 1, 5, 10),
    Stage.DECISION: Target(90, CALENDAR, 14, 1, 14, 30),
    Stage.DELIVERY: Target(0, CALENDAR, 14, 1, 14, 30),
    Stage.CONFIRMATION: Target(20, WORKING, 5, 1, 5, 10),
}
