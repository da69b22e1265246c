"""What would have to change for a match: the closed gates, and the feature that pulls down most.

Pure: an explanation of the engine in, codes out; the page words them.
"""

from dataclasses import dataclass

from matchmaking.matching.engine import Explanation, Feature, Gate

LITTLE = 0.005  # of the whole score: what pulls down less is not worth a word


@dataclass(frozen=True, slots=True)
class Changes:
    """The gates that keep a pair out, and what would raise its score most (None: nothing)."""

    gates: tuple[Gate, ...]
    feature: Feature | None
    lost: float

    @property
    def only_gate(self) -> Gate | None:
        """The one gate that would have to open; None where there is none, or more than one."""
        return self.gates[0] if len(self.gates) == 1 else None


def what_would_change(explanation: Explanation) -> Changes:
    """Say what would have to change before a pair is listed, or is listed higher."""
    closed = tuple(gate for gate in explanation.gates if not gate.passed)
    feature = max(explanation.features, key=_lost, default=None)
    if feature is None or _lost(feature) < LITTLE:
        return Changes(closed, None, 0.0)
    return Changes(closed, feature, _lost(feature))


def _lost(feature: Feature) -> float:
    """Return how much more the feature could add."""
    return feature.weight - feature.contribution
