"""The text format of Prometheus, version 0.0.4."""

from collections import defaultdict
from collections.abc import Mapping

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# What each figure is, and what kind of figure.
ABOUT = {
    "exchange_requests_total": ("counter", "Requests answered, by name of the address and status."),
    "exchange_request_seconds": ("histogram", "Time until the answer was ready."),
    "exchange_tasks_total": ("counter", "Background tasks that ended, by outcome."),
    "exchange_task_seconds_total": ("counter", "Time spent in background tasks."),
    "exchange_task_last_success_timestamp_seconds": ("gauge", "When a task last ended well."),
    "exchange_search_outbox_waiting": ("gauge", "Changed records not in the index yet."),
    "exchange_search_outbox_failed": ("gauge", "Changed records whose indexing was given up."),
    "exchange_search_lag_seconds": ("gauge", "Age of the oldest change not in the index yet."),
    "exchange_search_generation_info": ("gauge", "The live generation of the index of each type."),
    "exchange_search_generation_age_seconds": ("gauge", "Since when that generation is searched."),
    "exchange_letters": ("gauge", "Letters of the outbox that are not delivered, by state."),
    "exchange_letters_oldest_due_seconds": ("gauge", "How long the oldest letter is overdue."),
    "exchange_jobs": ("gauge", "Background work that waits or runs."),
    "exchange_jobs_oldest_waiting_seconds": ("gauge", "How long the oldest of it waits."),
    "exchange_dead_letters": ("gauge", "What failed for good and waits for an operator."),
    "exchange_calendar_late": ("gauge", "Entries of the calendar that should have begun by now."),
    "exchange_calendar_late_entry": ("gauge", "1 for each entry of the calendar that is late."),
    "exchange_matching_age_seconds": ("gauge", "Time since a match was last computed."),
    "exchange_database_connections": ("gauge", "Connections to the database, by state."),
    "exchange_database_connections_limit": ("gauge", "Connections the server allows."),
}
_PARTS = ("_bucket", "_count", "_sum")


def series(name: str, **labels: str) -> str:
    """Return the name of one series with its labels."""
    inside = ",".join(f'{key}="{_escaped(value)}"' for key, value in labels.items())
    return f"{name}{{{inside}}}" if inside else name


def exposition(values: Mapping[str, float]) -> str:
    """Return all series, those of one figure together under what it is."""
    families: dict[str, list[str]] = defaultdict(list)
    for name, value in values.items():
        families[_family(name)].append(f"{name} {_number(value)}")
    lines = [line for family in sorted(families) for line in _described(family, families[family])]
    return "\n".join(lines) + "\n"


def _described(family: str, lines: list[str]) -> list[str]:
    kind, what = ABOUT[family]
    return [f"# HELP {family} {what}", f"# TYPE {family} {kind}", *sorted(lines)]


def _family(name: str) -> str:
    bare = name.partition("{")[0]
    if bare in ABOUT:
        return bare
    return next(bare.removesuffix(part) for part in _PARTS if bare.endswith(part))


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
