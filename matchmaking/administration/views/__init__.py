"""The pages of the fund desk."""

from matchmaking.administration.views.desk import desk, terms
from matchmaking.administration.views.lists import (
    pipeline,
    pipeline_export,
    trail,
    trail_export,
)

__all__ = ["desk", "pipeline", "pipeline_export", "terms", "trail", "trail_export"]
