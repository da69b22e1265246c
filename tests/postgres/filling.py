"""Many invented rows in seconds: those of a small world again and again, one INSERT a table."""

from django.db import connection

from search.models import Outbox
from tests.desk import making as desk
from tests.ledger import making as ledger

# Copies are numbered from here, so that what belongs together has the same number.
FIRST = 1_000_000
STATES, PEOPLE, CALLS = 190, 1_000, 200
COPY = (
    "INSERT INTO {table} ({columns}) SELECT {values} FROM {row} AS r, generate_series(1, %s) AS g"
)
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"


def fill(number):
    """Write `number` requests with what belongs to them; return one request and its fund."""
    need, _offer = desk.market()
    ledger.received()
    application = ledger.application()
    ledger.on_project("commit", application, ledger.usd(10), key="small")
    Outbox.objects.create(type="need", object_id=need.pk)
    _people(number)
    _requests(number)
    _money(number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return need, application.call.fund


def _people(number):
    copy("accounts_organisation", STATES, name="r.name || g")
    copy("accounts_user", PEOPLE, email="g || r.email")
    told = {"key": "r.key || g", "user_id": spread(PEOPLE)}
    copy("notifications_notification", number, **told, read_at=one_in(5, "NULL", "r.created_at"))
    copy("wagtailcore_modellogentry", 3 * number, object_id=f"({FIRST} + 1 + g / 3)::text")


def _requests(number):
    of, state = f"{FIRST} + g", spread(STATES)
    ago = "r.published_at - g * '1 min'::interval"
    status = one_in(10, "'published'", "'met'")
    copy("needs_need", number, organisation_id=state, published_at=ago, status=status)
    for table in ("needs_needline", "needs_need_themes", "matching_suggestion"):
        copy(table, number, need_id=of)
    stopped = one_in(10, "NULL", "now()")
    copy("clocks_clock", number, need_id=of, subject_id=of, stopped_at=stopped)
    copy("desk_case", number, need_id=of, is_open=one_in(10, "true", "false"), score="g * 0.001")
    copy("search_outbox", number // 10)


def _money(number):
    of, call = f"{FIRST} + g", spread(CALLS)
    copy("funds_fund", CALLS, name="r.name || g")
    copy("funds_call", CALLS, fund_id=of)
    copy(
        "projects_proposal", number // 5, applicant_id=spread(STATES), created_by_id=spread(PEOPLE)
    )
    number_ = {"number": "'N' || g", "call_id": call, "proposal_id": of}
    copy("applications_application", number // 5, **number_)
    copy("ledger_contribution", CALLS, fund_id=of)
    copy("ledger_account", CALLS, fund_id=of, contribution_id=of)
    copy("ledger_posting", number // 2, number="1000 + g", key="'k' || g", fund_id=call)
    both = {"posting_id": f"{FIRST} + (g + 1) / 2"}
    copy("ledger_entry", number, **both, account_id=f"{FIRST} + 1 + (g + 1) / 2 %% {CALLS}")


def spread(over):
    """Give the copies in turn to so many others."""
    return f"{FIRST} + 1 + g %% {over}"


def one_in(number, this, other):
    return f"CASE WHEN g %% {number} = 0 THEN {this} ELSE {other} END"


def copy(table, times, **changed):
    """Copy the first row, with other values in some columns (r: the row, g: number of the copy)."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        columns = [name for (name,) in cursor.fetchall()]
        said = {"id": f"{FIRST} + g"} | changed
        parts = {
            "table": table,
            "columns": ", ".join(f'"{name}"' for name in columns),
            "values": ", ".join(said.get(name, f'r."{name}"') for name in columns),
            "row": f"(SELECT * FROM {table} ORDER BY id LIMIT 1)",
        }
        cursor.execute(COPY.format(**parts), [times])
