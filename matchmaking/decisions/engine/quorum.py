"""Whether votes carry a proposal: who is there, who says yes, whether the chair voted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

Said = Literal["yes", "no", "abstain"]
Code = Literal["present", "chair", "yes", "others_vote", "others_yes"]


@dataclass(frozen=True)
class Rules:
    """When a committee may decide, and by what share, in percent."""

    members: int
    yes_percent: int
    chair_must_vote: bool
    abstentions_count: bool  # in what the share of yes is taken of


@dataclass(frozen=True)
class Finding:
    """One rule, what it asks for, what there is, and whether that is enough."""

    code: Code
    needed: int
    found: int
    of: int
    is_met: bool


@dataclass(frozen=True)
class Verdict:
    """Whether the votes may be counted, and whether they carry the proposal."""

    is_quorate: bool
    is_carried: bool
    findings: tuple[Finding, ...]


def judge(
    votes: Mapping[int, Said],
    seats: Collection[int],
    chair: int | None,
    rules: Rules,
    carried_before: Collection[int] = (),
) -> Verdict:
    """Count the votes of `seats`, by seat; whoever has no seat here does not count at all.

    On an appeal, `carried_before` are the seats whose yes carried the decision that is appealed:
    they vote again, but the others must reach the same share of yes among themselves, too.
    """
    counted = {seat: said for seat, said in votes.items() if seat in seats}
    others = {seat: said for seat, said in counted.items() if seat not in carried_before}
    quorum = [_present(counted, seats, rules), *_chair(counted, seats, chair, rules)]
    shares = [_yes("yes", counted, rules)]
    if carried_before:
        quorum.append(Finding("others_vote", 1, len(others), len(seats), bool(others)))
        shares.append(_yes("others_yes", others, rules))
    is_quorate = all(finding.is_met for finding in quorum)
    is_carried = is_quorate and all(finding.is_met for finding in shares)
    return Verdict(is_quorate, is_carried, (*quorum, *shares))


def _present(votes: Mapping[int, Said], seats: Collection[int], rules: Rules) -> Finding:
    return Finding("present", rules.members, len(votes), len(seats), len(votes) >= rules.members)


def _chair(
    votes: Mapping[int, Said], seats: Collection[int], chair: int | None, rules: Rules
) -> list[Finding]:
    """Ask for the chair's vote; a chair who is recused has no seat here, and is not waited for."""
    if not rules.chair_must_vote or chair not in seats:
        return []
    voted = int(chair in votes)
    return [Finding("chair", 1, voted, 1, bool(voted))]


def _yes(code: Code, votes: Mapping[int, Said], rules: Rules) -> Finding:
    said = list(votes.values())
    yes = said.count("yes")
    of = len(said) if rules.abstentions_count else yes + said.count("no")
    # In whole votes, so that no rounding decides: yes / of >= percent / 100.
    enough = yes > 0 and yes * 100 >= of * rules.yes_percent
    return Finding(code, _votes_needed(of, rules.yes_percent), yes, of, enough)


def _votes_needed(of: int, percent: int) -> int:
    return max(1, -(-of * percent // 100))
