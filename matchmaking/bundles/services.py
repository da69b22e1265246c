"""What brokers do with bundles: save, edit, shortlist, propose the introductions, set aside."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.bundles.models import Bundle, BundlePart
from matchmaking.bundles.policies import builds_bundles
from matchmaking.bundles.selectors import (
    PartData,
    Workbench,
    as_data,
    bench_of,
    combination,
    parts_of,
    workbench,
)
from matchmaking.bundles.workflow import BUNDLE_WORKFLOW
from matchmaking.desk.services import shortlist_pair
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.introductions.services import propose_introduction
from matchmaking.matching.engine.bundles import Key, Part
from matchmaking.needs.models import Need
from matchmaking.offers.models import OfferLine
from matchmaking.workflow import compare_and_set


@transaction.atomic
def save_bundle(
    *, need_id: int, actor: User, name: str, parts: Sequence[PartData], note: str = ""
) -> Bundle:
    """Keep a combination of offers for a request under a name."""
    if not builds_bundles(actor):
        raise PermissionDenied
    need = Need.objects.select_for_update(of=("self",)).get(pk=need_id)
    values = _values(workbench(need), name, note, parts)
    bundle = Bundle.objects.create(need=need, created_by=actor, **values)
    _write_parts(bundle, parts)
    audit.record(bundle, "create", actor=actor, changes={"parts": (None, _in_words(bundle))})
    return bundle


@transaction.atomic
def edit_bundle(
    *,
    bundle_id: int,
    version: int,
    actor: User,
    name: str,
    parts: Sequence[PartData],
    note: str = "",
) -> Bundle:
    """Change the name, the note or the parts of a bundle."""
    bundle = _locked(bundle_id, actor)
    if not bundle.is_editable:
        raise NotInThisState
    if bundle.version != version:
        raise ChangedMeanwhile
    before = {"name": bundle.name, "note": bundle.note, "parts": _in_words(bundle)}
    compare_and_set(bundle, **_values(bench_of(bundle), name, note, parts))
    bundle.parts.all().delete()
    _write_parts(bundle, parts)
    after = {"name": bundle.name, "note": bundle.note, "parts": _in_words(bundle)}
    changes = {key: (was, after[key]) for key, was in before.items() if was != after[key]}
    audit.record(bundle, "edit", actor=actor, changes=changes)
    return bundle


@transaction.atomic
def shortlist_bundle(*, bundle_id: int, actor: User) -> Bundle:
    """Put every offer of a bundle on the shortlist of its request, as one group."""
    bundle = _locked(bundle_id, actor)
    BUNDLE_WORKFLOW.move(bundle, "shortlist", actor=actor)
    for offer_id, parts in _standing_offers(bundle, bench_of(bundle)).items():
        shortlist_pair(
            need_id=bundle.need_id,
            offer_id=offer_id,
            actor=actor,
            note=bundle.name,
            source="bundle",
            group=bundle.group,
            # Amounts of several lines do not add up to one.
            quantity=as_data(parts[0]).amount if len(parts) == 1 else None,
        )
    return bundle


@transaction.atomic
def propose_bundle(*, bundle_id: int, actor: User, message: str = "") -> Bundle:
    """Propose an introduction for every offer of a bundle, all of them or none.

    Offers whose introduction is under way already are left as they are. Each introduction goes
    through its own answers and checks.
    """
    bundle = _locked(bundle_id, actor)
    BUNDLE_WORKFLOW.move(bundle, "propose", actor=actor)
    bench = bench_of(bundle)
    offers = [pk for pk in _standing_offers(bundle, bench) if pk not in bench.introduced]
    if not offers:
        raise DomainError(_("Introductions of all these offers are under way already."))
    for offer_id in offers:
        propose_introduction(
            need_id=bundle.need_id,
            offer_id=offer_id,
            actor=actor,
            message=message,
            group=bundle.group,
        )
    return bundle


@transaction.atomic
def move_bundle(*, bundle_id: int, name: str, actor: User, reason: str = "") -> Bundle:
    """Set a bundle aside, or bring it back."""
    bundle = _locked(bundle_id, actor)
    BUNDLE_WORKFLOW.move(bundle, name, actor=actor, reason=reason)
    return bundle


def _locked(bundle_id: int, actor: User) -> Bundle:
    if not builds_bundles(actor):
        raise PermissionDenied
    return Bundle.objects.select_for_update(of=("self",)).select_related("need").get(pk=bundle_id)


def _values(bench: Workbench, name: str, note: str, parts: Sequence[PartData]) -> dict[str, Any]:
    """Return the columns of a bundle with what its parts cover now; refuse parts that cannot be."""
    if not name.strip():
        raise DomainError(_("Give the bundle a name."))
    found = combination(bench, _checked(bench, parts))
    if found.overdrawn:
        raise DomainError(found.overdrawn[0])
    return {
        "name": name.strip(),
        "note": note.strip(),
        "cooperation": found.cooperation or "",
        "covered": round(found.coverage.sure, 4),
        "perhaps": round(found.coverage.unsure, 4),
        "givers": len(found.parties),
    }


def _checked(bench: Workbench, parts: Sequence[PartData]) -> list[Part]:
    if not parts:
        raise DomainError(_("Choose at least one offer."))
    lines = [(part.need_line_id, part.offer_line_id) for part in parts]
    if len(set(lines)) < len(lines):
        raise DomainError(_("The same line of an offer is named twice for one line."))
    owners = dict(
        OfferLine.objects.filter(pk__in=[line for _need, line in lines]).values_list("pk", "offer")
    )
    found = [_part(part, owners.get(part.offer_line_id)) for part in parts]
    if any(part.key not in bench.problem.links for part in found):
        raise DomainError(_("One of these offers can no longer serve this request."))
    return found


def _part(part: PartData, offer_id: int | None) -> Part:
    amount = None if part.amount is None else float(part.amount)
    return Part(Key(offer_id or 0, part.offer_line_id, part.need_line_id), amount)


def _write_parts(bundle: Bundle, parts: Iterable[PartData]) -> None:
    BundlePart.objects.bulk_create(
        BundlePart(
            bundle=bundle,
            need_line_id=part.need_line_id,
            offer_line_id=part.offer_line_id,
            amount=part.amount,
            position=position,
        )
        for position, part in enumerate(parts)
    )


def _standing_offers(bundle: Bundle, bench: Workbench) -> dict[int, list[Part]]:
    """Return the offers of a bundle with their parts; refuse where one no longer stands."""
    kept, gone = parts_of(bench, bundle)
    if gone or not kept:
        words = {"offers": ", ".join(gone) or bundle.name}
        raise DomainError(
            _("No longer able to serve this request: %(offers)s. Edit the bundle first.") % words
        )
    found: dict[int, list[Part]] = {}
    for part in kept:
        found.setdefault(int(part.key.offer), []).append(part)
    return found


def _in_words(bundle: Bundle) -> str:
    rows = bundle.parts.select_related("need_line", "offer_line__offer").order_by("position", "pk")
    return "; ".join(
        f"{row.offer_line.offer} – {row.need_line}: {'?' if row.amount is None else row.amount}"
        for row in rows
    )
