"""What can be done with scenarios: writing their terms, solving, locking, applying."""

from matchmaking.allocation.services.applying import apply_solution
from matchmaking.allocation.services.scenarios import (
    EarmarkData,
    ShareData,
    choose_all,
    choose_records,
    copy_scenario,
    create_scenario,
    delete_scenario,
    edit_scenario,
    lock_amounts,
)
from matchmaking.allocation.services.solving import (
    is_lost,
    is_small,
    solve_scenario,
    start_solving,
)

__all__ = [
    "EarmarkData",
    "ShareData",
    "apply_solution",
    "choose_all",
    "choose_records",
    "copy_scenario",
    "create_scenario",
    "delete_scenario",
    "edit_scenario",
    "is_lost",
    "is_small",
    "lock_amounts",
    "solve_scenario",
    "start_solving",
]
