"""The weights the secretariat starts from."""

from .rows import Weights

DEFAULT_WEIGHTS = Weights(
    version=1,
    values={
        "theme": 3.0,
        "text": 4.0,
        "words": 0.5,
        "kind": 1.5,
        "coverage": 7.0,
        "window": 0.4,
        "language": 0.8,
        "access": 0.4,
        "focus": 0.6,
        "named": 0.4,
        "proximity": 0.3,
        "priority": 0.2,
        "track_record": 0.3,
        "freshness": 0.2,
    },
)
