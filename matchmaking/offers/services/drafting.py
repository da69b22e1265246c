"""Writing an offer: begin it, change it, save it in passing, throw a draft away."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import search
from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.offers import policies
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.offers.services.capacity import settle
from matchmaking.offers.services.changes import LINK_FIELDS, PLAIN_FIELDS, differences, snapshot
from matchmaking.offers.services.completeness import refuse_incomplete
from matchmaking.offers.signals import offer_changed
from matchmaking.workflow import compare_and_set

Fields = Mapping[str, Any]


class StaleOffer(ChangedMeanwhile):
    """Somebody saved the offer after this person had opened it."""

    def __init__(self, offer: Offer) -> None:
        latest = next((entry for entry in audit.history(offer) if entry.who), None)
        super().__init__(
            _(
                "%(who)s changed this offer after you had opened it. Your own text is still in "
                "the form below; compare it with theirs, then save again."
            )
            % {"who": latest.who if latest else _("Somebody else")}
        )
        self.offer = offer


@dataclass(frozen=True)
class LineData:
    """One line as a person typed it; `pk` names the line it replaces, None a new one."""

    kind_id: str
    description: str = ""
    capacity: Decimal | None = None
    unit: str = ""
    value_minor: int | None = None
    pk: int | None = None


@transaction.atomic
def draft_offer(
    *,
    actor: User,
    organisation: Organisation,
    fields: Fields,
    lines: Iterable[LineData] = (),
) -> Offer:
    """Begin an offer of an organisation that gives; it may be incomplete."""
    if not policies.offers_for(actor, organisation):
        raise PermissionDenied
    offer = Offer.objects.create(organisation=organisation, created_by=actor, **_plain(fields))
    _write_links(offer, fields)
    _write_lines(offer, lines)
    audit.record(offer, "create", actor=actor)
    search.enqueue("offer", [offer.pk])
    return offer


@transaction.atomic
def edit_offer(
    *,
    offer_id: int,
    version: int,
    actor: User,
    fields: Fields,
    lines: Iterable[LineData] | None = None,
) -> Offer:
    """Change what an offer says; raise StaleOffer when `version` is no longer the latest.

    What States can see must stay complete. `lines` None leaves the lines alone.
    """
    offer = _to_write(offer_id, actor, version)
    _write(offer, actor, fields, lines)
    if offer.status != OfferStatus.DRAFT:
        refuse_incomplete(offer)
        settle(offer)
    return offer


@transaction.atomic
def autosave_offer(
    *,
    offer_id: int,
    version: int,
    actor: User,
    fields: Fields,
    lines: Iterable[LineData] | None = None,
) -> Offer:
    """Keep the text of a draft while it is being typed; never over a newer version."""
    offer = _to_write(offer_id, actor, version)
    if offer.status != OfferStatus.DRAFT:
        raise NotInThisState
    _write(offer, actor, fields, lines)
    return offer


@transaction.atomic
def delete_draft(*, offer_id: int, actor: User) -> None:
    """Throw a draft away. What was ever submitted stays on record and can be withdrawn."""
    offer = Offer.objects.select_for_update().get(pk=offer_id)
    if not policies.owns_offer(actor, offer):
        raise PermissionDenied
    if offer.status != OfferStatus.DRAFT or offer.submitted_at:
        raise NotInThisState(_("Only a draft that was never submitted can be deleted."))
    audit.record(offer, "delete", actor=actor)
    offer.delete()
    search.enqueue("offer", [offer_id])


def _to_write(offer_id: int, actor: User, version: int) -> Offer:
    offer = Offer.objects.select_for_update().get(pk=offer_id)
    if not policies.owns_offer(actor, offer):
        raise PermissionDenied
    if not offer.is_editable:
        raise NotInThisState
    if offer.version != version:
        raise StaleOffer(offer)
    return offer


def _write(offer: Offer, actor: User, fields: Fields, lines: Iterable[LineData] | None) -> None:
    before = snapshot(offer)
    compare_and_set(offer, updated_at=timezone.now(), **_plain(fields))
    _write_links(offer, fields)
    if lines is not None:
        _write_lines(offer, lines)
    changes = differences(before, snapshot(offer))
    if not changes:
        return
    audit.record(offer, "edit", actor=actor, changes=changes)
    search.enqueue("offer", [offer.pk])
    transaction.on_commit(partial(offer_changed.send_robust, sender=Offer, offer_id=offer.pk))


def _plain(fields: Fields) -> dict[str, Any]:
    unknown = set(fields) - {*PLAIN_FIELDS, *LINK_FIELDS}
    if unknown:
        raise LookupError(f"An offer has no such fields to write: {sorted(unknown)}")
    return {name: value for name, value in fields.items() if name in PLAIN_FIELDS}


def _write_links(offer: Offer, fields: Fields) -> None:
    for name in LINK_FIELDS:
        if name in fields:
            getattr(offer, name).set(fields[name])


def _write_lines(offer: Offer, lines: Iterable[LineData]) -> None:
    """Write the lines in order, keeping the identity of those that were there before."""
    old = {line.pk: line for line in OfferLine.objects.filter(offer=offer).with_remaining()}
    kept = set()
    for position, data in enumerate(lines):
        values = {k: v for k, v in asdict(data).items() if k != "pk"} | {"position": position}
        line = old.get(data.pk or 0)
        if line and line.pk not in kept:
            _refuse_broken_promise(line, data)
            offer.lines.filter(pk=line.pk).update(**values)
            kept.add(line.pk)
        else:
            offer.lines.create(**values)
    _drop_lines([line for pk, line in old.items() if pk not in kept])


def _refuse_broken_promise(line: OfferLine, data: LineData) -> None:
    """Keep what others were promised: the kind, and at least what is committed of it."""
    if not line.used:
        return
    if data.kind_id != line.kind_id:
        raise DomainError(
            _("A part of “%(line)s” is committed: its kind can no longer change.") % {"line": line},
            field="lines",
        )
    if data.capacity is not None and data.capacity < line.used:
        raise DomainError(
            _("%(used)s of “%(line)s” are committed: offer at least as many.")
            % {"used": f"{line.used.normalize():f}", "line": line},
            field="lines",
        )


def _drop_lines(lines: list[OfferLine]) -> None:
    promised = OfferLine.objects.filter(pk__in=[line.pk for line in lines], uses__isnull=False)
    if line := promised.first():
        raise DomainError(
            _("“%(line)s” cannot be removed: some of it was committed.") % {"line": line},
            field="lines",
        )
    OfferLine.objects.filter(pk__in=[line.pk for line in lines]).delete()
