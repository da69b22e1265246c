"""The weights the secretariat starts from."""

from .rows import Weights

DEFAULT_WEIGHTS = Weights(
    version=1,
    values={
        "theme": 2.0,
        "text": 3.0,
        "words": 0.5,
        "kind": 1.5,
        "coverage": 4.0,
        "window": 0.4,
        "language": 0.8,
        "access": 1.2,
        "focus": 0.8,
        "named": 0.4,
        "proximity": 0.2,
        "priority": 0.2,
        "track_record": 0.2,
        "freshness": 0.1,
    },
)
