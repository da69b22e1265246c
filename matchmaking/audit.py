"""The acts of the marketplace in the one audit trail, and how its histories are read."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.audit import VERBS, Changes, Entry, history, record

__all__ = ["VERBS", "Changes", "Entry", "history", "join_sittings", "record"]

# Saves by one person within this time read as one entry.
ONE_SITTING = timedelta(hours=1)

# Every act of the marketplace. A workflow or service that names another one fails at once.
VERBS |= {
    "create": _("created"),
    "edit": _("edited"),
    "sign": _("signed off"),
    "submit": _("submitted to the secretariat"),
    "return": _("sent back"),
    "publish": _("published"),
    "withdraw": _("withdrawn"),
    "meet": _("marked as met"),
    "expire": _("expired"),
    "pause": _("paused"),
    "resume": _("resumed"),
    "exhaust": _("marked as exhausted"),
    "delete": _("deleted"),
    "read": _("read by the system"),
    "refuse": _("refused by the system"),
    "accept": _("accepted"),
    "reject": _("rejected"),
    "split": _("split"),
    "merge": _("merged"),
    "add": _("added"),
    "dismiss": _("match dismissed"),
    "restore": _("brought back"),
    "override": _("rule set aside"),
    "activate": _("made active"),
    "load": _("loaded from the reference data"),
    "reserve": _("capacity reserved"),
    "release": _("capacity released"),
    "confirm": _("confirmed after a new report"),
    "undo": _("taken back"),
    "stand": _("confirmed that it still stands"),
    "lapse": _("lapsed: not confirmed in time"),
    "replace": _("replaced by a newer report"),
    "shelve": _("set aside"),
    "reopen": _("opened again"),
    "resubmit": _("waits for the secretariat again"),
    "ask_disclosure": _("asked for what is kept back"),
    "disclose": _("disclosed on request"),
    "decline": _("declined to disclose"),
    "keep_back": _("kept back again"),
    "consent": _("agreed to publish"),
    "consent_withdraw": _("withdrew the consent to publish"),
    "consent_match": _("agreed to be named in the register of matches"),
    "consent_match_withdraw": _("withdrew the consent to be named in the register of matches"),
    "attach": _("attached a document"),
    "detach": _("removed a document"),
    "redraft": _("a draft again"),
    "upload": _("uploaded"),
    "save_rows": _("rows saved"),
    "attach_note": _("signed note attached"),
    "remove_note": _("signed note removed"),
    "shortlist": _("put on the shortlist"),
    "unlist": _("taken off the shortlist"),
    "pin": _("pinned"),
    "note": _("noted"),
    "take": _("taken on"),
    "assign": _("assigned"),
    "hand_back": _("handed back"),
    "postpone": _("postponed"),
    "hold": _("held"),
    "close": _("closed"),
    "cancel": _("cancelled"),
    "change_agenda": _("changed the agenda"),
    "ask_to_come": _("added to those who are invited"),
    "drop_participant": _("took from those who are invited"),
    "answer_invitation": _("answered the invitation"),
    "enter_outcome": _("entered an outcome"),
    "drop_outcome": _("removed an outcome"),
    "follow_up": _("followed up"),
    "open_checks": _("began the checks"),
    "clear": _("cleared"),
    "fail": _("did not pass"),
    "propose_waiver": _("proposed to waive"),
    "waive": _("waived"),
    "refuse_waiver": _("refused to waive"),
    "run_out": _("run out"),
    "drop": _("no longer asked"),
    "ask_again": _("asked again"),
    "screen": _("names compared with the list"),
    "decide_hit": _("decided on a name"),
    "propose": _("introduction proposed"),
    "propose_by_letter": _("introduction proposed by letter"),
    "accept_first": _("accepted; the other side is still to answer"),
    "accept_first_by_letter": _("accepted by letter; the other side is still to answer"),
    "accept_by_letter": _("accepted by letter"),
    "turn_down": _("declined"),
    "turn_down_by_letter": _("declined by letter"),
    "introduce": _("parties introduced"),
    "introduce_by_letter": _("parties introduced by letter"),
    "conclude": _("agreement concluded"),
    "reopen_talks": _("back in conversation"),
    "end": _("ended"),
    "end_by_letter": _("ended by letter"),
    "invite_broker": _("broker invited into the conversation"),
    "broker_leaves": _("broker left the conversation"),
    "export_thread": _("conversation taken as a file"),
    "sign_first": _("signed by one side and put to the other"),
    "rewrite": _("reworded; signatures are void"),
    "sign_last": _("signed by both sides"),
    "end_agreement": _("ended"),
    "fulfil": _("fulfilled"),
    "propose_amendment": _("amendment proposed"),
    "sign_amendment": _("amendment in force"),
    "decline_amendment": _("amendment declined"),
    "withdraw_amendment": _("amendment taken back"),
    "state_delivery": _("delivery stated"),
    "solve": _("solved"),
    "lock": _("amounts locked"),
    "apply": _("put on the shortlist as proposed"),
    "propose_reviewer": _("reviewer proposed"),
    "drop_reviewer": _("proposal of a reviewer dropped"),
    "ask_reviewer": _("reviewer asked"),
    "accept_review": _("declared no conflict and took on the review"),
    "decline_review": _("declined to review"),
    "declare_conflict": _("declared a conflict of interest and left the review"),
    "hand_in_review": _("handed in a review"),
    "rewrite_review": _("began to change a review handed in"),
    "drop_rewriting": _("left the review as it was handed in"),
    "replace_review": _("handed in a changed review"),
    "take_off_reviewer": _("reviewer taken off"),
    "set_aside_review": _("reviewer taken off: the review no longer counts"),
    "move_due_day": _("day of the review moved"),
    "close_reviews": _("reviews closed"),
    "sign_funding": _("funding agreement signed by one side"),
    "begin": _("funding agreement signed by both: the project runs"),
    "suspend": _("suspended"),
    "plan_tranches": _("tranches planned"),
    "prepare_payment": _("payment prepared"),
    "approve_payment": _("payment approved by a second person"),
    "return_payment": _("payment sent back"),
    "pay": _("paid"),
    "stop_payment": _("payment stopped"),
    "enter_expenditure": _("expenditure entered"),
    "accept_expenditure": _("expenditure accepted"),
    "return_expenditure": _("expenditure sent back"),
    "record_refund": _("refund received"),
    "receive_report": _("report received"),
    "accept_report": _("report accepted"),
    "return_report": _("report sent back"),
    "skip_report": _("report no longer asked for"),
    "extend_report": _("more time for a report"),
    "decide_call": _("all applications decided"),
    "archive_call": _("put into the archive"),
    "extend_call": _("deadline extended"),
    "change_call": _("changed after it was published"),
    "ask_question": _("question asked"),
    "answer_question": _("question answered"),
    "hand_in": _("handed in"),
    "hand_in_again": _("handed in again, revised"),
    "find_eligible": _("found eligible"),
    "find_ineligible": _("found not eligible"),
    "screen_again": _("screening opened again"),
    "close_reviews": _("reviews closed"),
    "reopen_reviews": _("reviews opened again"),
    "approve_application": _("application approved"),
    "reject_application": _("application rejected"),
    "return_application": _("returned for revision"),
    "approve_on_appeal": _("approved after an appeal"),
    "return_on_appeal": _("returned for revision after an appeal"),
    "withdraw_application": _("application withdrawn"),
    "declare_no_conflict": _("declared to have no conflict of interest"),
    "declare_conflict": _("conflict of interest declared"),
    "report_conflict": _("conflict of interest reported"),
    "find_conflict": _("possible conflict of interest found"),
    "confirm_conflict": _("conflict of interest confirmed"),
    "dismiss_conflict": _("conflict of interest dismissed"),
}


def join_sittings(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield `entries`, newest first, with an author's saves of one sitting as one."""
    waiting: Entry | None = None
    for entry in entries:
        if waiting and _same_sitting(waiting, entry):
            waiting = waiting._replace(changes=_joined(waiting.changes, entry.changes))
            continue
        if waiting:
            yield waiting
        waiting = entry
    if waiting:
        yield waiting


def _same_sitting(newer: Entry, older: Entry) -> bool:
    both_edits = newer.verb == older.verb == VERBS["edit"]
    return both_edits and newer.who == older.who and newer.at - older.at < ONE_SITTING


def _joined(newer: Changes, older: Changes) -> Changes:
    """Return what changed over both: the older value before, the newer one after."""
    both = {name: (older.get(name, pair)[0], pair[1]) for name, pair in newer.items()}
    return {**older, **both}
