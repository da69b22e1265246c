"""The terms of a scenario: made, changed, copied, deleted."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.allocation.models import Earmark, Lock, RegionShare, Scenario
from matchmaking.allocation.policies import shares_out
from matchmaking.allocation.selectors.inputs import needs_of, offers_of
from matchmaking.errors import DomainError
from matchmaking.workflow import compare_and_set

TERMS = (
    "weight_high", "weight_medium", "weight_low", "weight_unstated",
    "match_percent", "lot_percent", "most_donors",
)  # fmt: skip
FIELDS = ("name", "note", *TERMS)
OPEN: dict[str, Callable[[Scenario], QuerySet[Any]]] = {"needs": needs_of, "offers": offers_of}
LineIds = tuple[int, int]  # of the request, of the offer


@dataclass(frozen=True)
class ShareData:
    """What a region shall get of all that is given, in percent."""

    region_id: str
    at_least: int = 0
    at_most: int = 100


@dataclass(frozen=True)
class EarmarkData:
    """For whom an offer is kept, and what is too little of it."""

    offer_id: int
    region_id: str | None = None
    country_id: str | None = None
    theme_id: str | None = None
    smallest: Decimal | None = None


@transaction.atomic
def create_scenario(
    *,
    actor: User,
    fields: Mapping[str, Any],
    need_ids: Collection[int] = (),
    offer_ids: Collection[int] = (),
) -> Scenario:
    """Begin a scenario; of a side of which nothing is chosen, all open records take part."""
    _brokers_only(actor)
    scenario = Scenario.objects.create(
        created_by=actor, all_needs=not need_ids, all_offers=not offer_ids, **fields
    )
    scenario.needs.set(need_ids)
    scenario.offers.set(offer_ids)
    audit.record(scenario, "create", actor=actor)
    return scenario


@transaction.atomic
def edit_scenario(
    *,
    scenario_id: int,
    version: int,
    actor: User,
    fields: Mapping[str, Any],
    shares: Iterable[ShareData] = (),
    earmarks: Iterable[EarmarkData] = (),
) -> Scenario:
    """Change the terms; the proposal stays as it was until it is solved again."""
    scenario = _locked(scenario_id, actor)
    scenario.version = version
    before = {name: getattr(scenario, name) for name in fields}
    compare_and_set(scenario, **fields)
    scenario.region_shares.all().delete()
    RegionShare.objects.bulk_create(
        RegionShare(scenario=scenario, **asdict(share)) for share in shares
    )
    scenario.earmarks.all().delete()
    Earmark.objects.bulk_create(
        Earmark(scenario=scenario, **asdict(earmark)) for earmark in earmarks
    )
    changes = {name: (str(before[name]), str(fields[name])) for name in fields}
    changed = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    audit.record(scenario, "edit", actor=actor, changes=changed)
    return scenario


@transaction.atomic
def choose_records(
    *, scenario_id: int, actor: User, side: str, ids: Collection[int], take_part: bool
) -> Scenario:
    """Let records take part, or no longer; from then on it is those and not all open ones."""
    scenario = _locked(scenario_id, actor)
    if side not in OPEN:
        raise LookupError(side)
    chosen = getattr(scenario, side)
    if take_part:
        chosen.add(*ids)
    else:
        if getattr(scenario, f"all_{side}"):
            chosen.set(OPEN[side](scenario).values_list("pk", flat=True))
        chosen.remove(*ids)
    compare_and_set(scenario, **{f"all_{side}": False})
    audit.record(scenario, "edit", actor=actor, changes={side: ("", str(chosen.count()))})
    return scenario


@transaction.atomic
def choose_all(*, scenario_id: int, actor: User, side: str) -> Scenario:
    """Let all open records of a side take part, those to come included."""
    scenario = _locked(scenario_id, actor)
    if side not in OPEN:
        raise LookupError(side)
    getattr(scenario, side).clear()
    compare_and_set(scenario, **{f"all_{side}": True})
    audit.record(scenario, "edit", actor=actor, changes={side: ("", "all")})
    return scenario


@transaction.atomic
def lock_amounts(
    *, scenario_id: int, actor: User, amounts: Mapping[LineIds, Decimal | None]
) -> Scenario:
    """Lock amounts between lines as they are given; None sets a pair of lines free again."""
    scenario = _locked(scenario_id, actor)
    if any(amount is not None and amount < 0 for amount in amounts.values()):
        raise DomainError(_("An amount cannot be less than 0."))
    changes = {}
    for (need_line, offer_line), amount in amounts.items():
        lines: dict[str, Any] = {"need_line_id": need_line, "offer_line_id": offer_line}
        before = Lock.objects.filter(scenario=scenario, **lines).first()
        if amount is None and before:
            before.delete()
        elif amount is not None:
            defaults = {"quantity": amount}
            Lock.objects.update_or_create(scenario=scenario, **lines, defaults=defaults)
        old = before.quantity if before else None
        if old != amount:
            changes[f"{need_line}-{offer_line}"] = (str(old or ""), str(amount or ""))
    if changes:
        compare_and_set(scenario)
        audit.record(scenario, "lock", actor=actor, changes=changes)
    return scenario


@transaction.atomic
def copy_scenario(*, scenario_id: int, actor: User, name: str) -> Scenario:
    """Begin another scenario with the same terms, to change some and compare."""
    old = _locked(scenario_id, actor)
    terms = {field: getattr(old, field) for field in ("note", *TERMS)}
    new = create_scenario(
        actor=actor,
        fields={"name": name, **terms},
        need_ids=old.needs.values_list("pk", flat=True) if not old.all_needs else (),
        offer_ids=old.offers.values_list("pk", flat=True) if not old.all_offers else (),
    )
    models: tuple[Any, ...] = (RegionShare, Earmark, Lock)
    for model in models:
        rows = list(model.objects.filter(scenario=old))
        for row in rows:
            row.pk, row.scenario = None, new
        model.objects.bulk_create(rows)
    return new


@transaction.atomic
def delete_scenario(*, scenario_id: int, actor: User) -> None:
    """Throw a scenario away; one that was applied stays on record."""
    scenario = _locked(scenario_id, actor)
    if scenario.solutions.exclude(applied_at=None).exists():
        raise DomainError(_("This scenario was applied; it stays on record."))
    audit.record(scenario, "delete", actor=actor)
    scenario.delete()


def _locked(scenario_id: int, actor: User) -> Scenario:
    _brokers_only(actor)
    return Scenario.objects.select_for_update().get(pk=scenario_id)


def _brokers_only(actor: User) -> None:
    if not shares_out(actor):
        raise PermissionDenied
