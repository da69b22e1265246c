"""What the rules of a call say of a submission, from its frozen words."""

from collections.abc import Iterable, Mapping
from typing import Any

from matchmaking.applications.models import Submission
from matchmaking.funds import selectors as funds
from matchmaking.funds.models import Call
from matchmaking.funds.wording import Finding, reword
from matchmaking.projects.models import Proposal

# Whether it came in time was settled when it was handed in.
SETTLED = "window"


def findings(
    call: Call, proposal: Proposal, said: Mapping[str, Any] | None = None
) -> list[Finding]:
    """Return what the rules say, except of the deadline."""
    found = funds.findings(call, proposal, said)
    return [finding for finding in found if finding.code != SETTLED]


def of_submission(submission: Submission) -> list[Finding]:
    """Return what the rules say of the frozen words, with what was endorsed since."""
    application = submission.application
    return findings(application.call, application.proposal, submission.contents)


def key_of(finding: Finding) -> str:
    """Return what names a finding among those of a submission: a rule may speak of several."""
    category = finding.values.get("category")
    return f"{finding.code}.{category}" if category else finding.code


def kept(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as they stay on record."""
    return [{"code": row.code, "verdict": row.verdict, "values": row.values} for row in found]


def reworded(rows: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Return findings from the record, in the reader's language."""
    return [reword(row) for row in rows]
