"""A chart with its table beside it."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.utils.functional import Promise

from config.templatetags.pieces.library import register


@register.inclusion_tag("pieces/chart.html")
def chart(figure: Any, table: Mapping[str, Any], caption: str | Promise) -> dict[str, Any]:
    """Draw a plotly figure; `table` holds the same numbers as `head` and `rows`."""
    return {
        "figure": json.loads(figure.to_json()),
        "table": table,
        "caption": caption,
        "id": f"chart-{uuid4().hex[:8]}",
    }
