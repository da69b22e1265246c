"""What the pages of agreements show."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from accounts.selectors import Person
from matchmaking import audit
from matchmaking.agreements.models import Agreement, AgreementLine, Amendment, Delivery, Signature
from matchmaking.agreements.querysets import AgreementQuerySet
from matchmaking.agreements.selectors.figures import last_words
from matchmaking.agreements.shares import Said, agreed_part, delivered_part
from matchmaking.agreements.terms import TermsData, counted, label_of, readable
from matchmaking.introductions.choices import Side
from matchmaking.introductions.models import Introduction
from matchmaking.money import Money
from matchmaking.offers.models import OfferLine


@dataclass(frozen=True)
class LineView:
    """A line with what each side says has been delivered of it."""

    line: AgreementLine
    said: Said

    @property
    def agreed(self) -> str:
        """How much is agreed: counted, or in money."""
        return _amount(self.line, self.line.quantity, self.line.amount)

    @property
    def delivered(self) -> str:
        """What both sides confirmed: the smaller figure until they agree."""
        part = delivered_part(self.line, self.said)
        return _amount(self.line, part.quantity, part.amount)

    @property
    def differs(self) -> bool:
        """Whether the sides say different things."""
        both = [self.said.get(side) for side in Side]
        return all(both) and len({_figure(one) for one in both}) > 1

    @property
    def waits_for_other(self) -> bool:
        """Whether only one side has said something."""
        return len(self.said) == 1

    @property
    def is_complete(self) -> bool:
        """Whether both sides confirmed all of it."""
        return delivered_part(self.line, self.said) == agreed_part(self.line)

    @property
    def statements(self) -> list[tuple[str, Delivery | None]]:
        """What each side last said, by the name of the side."""
        return [(str(side.label), self.said.get(side)) for side in Side]


def agreements_for_listing(user: Person) -> AgreementQuerySet:
    """Return what `user` may know of, with what a row of the list shows."""
    return Agreement.objects.visible_to(user).with_parties()


def agreement_for_page(user: Person, pk: int) -> Agreement | None:
    """Return one agreement with all its page shows, or None for what `user` may not know of."""
    signatures = Signature.objects.select_related("signed_by").order_by("signed_at", "pk")
    amendments = Amendment.objects.select_related("proposed_by").order_by("-number")
    rows = agreements_for_listing(user).select_related("reason")
    joined = rows.prefetch_related(
        Prefetch("signatures", signatures), Prefetch("amendments", amendments)
    )
    return joined.filter(pk=pk).first()


def line_views(agreement: Agreement) -> list[LineView]:
    """Return the lines of an agreement with what the sides say of each; two queries."""
    lines = list(_lines().filter(agreement=agreement))
    words = last_words([line.pk for line in lines])
    for line in lines:
        line.agreement = agreement
    return [LineView(line, words.get(line.pk, {})) for line in lines]


def with_lines(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Join the lines, for a list or a file."""
    return agreements.prefetch_related(Prefetch("lines", _lines()))


def history_of(agreement: Agreement) -> list[audit.Entry]:
    """Return the history, newest first, with what changed in the reader's words."""
    return [entry._replace(changes=dict(_words(entry))) for entry in audit.history(agreement)]


def agreement_of(user: Person, introduction: Introduction) -> Agreement | None:
    """Return the last agreement of an introduction, where `user` may know of it."""
    rows = Agreement.objects.visible_to(user).filter(introduction=introduction)
    return rows.order_by("-pk").first()


def agreements_on(user: Person, **record: int) -> list[Agreement]:
    """Return the agreements on a request or an offer that `user` may know of, newest first."""
    about = {f"introduction__{name}": pk for name, pk in record.items()}
    rows = with_lines(agreements_for_listing(user).filter(**about))
    return list(rows.order_by("-created_at", "-pk"))


def suggested_lines(introduction: Introduction) -> list[TermsData]:
    """Return lines to begin with: each part of the request with the offered part of its kind."""
    offered: dict[str, OfferLine] = {}
    for line in introduction.offer.lines.order_by("-position", "-pk"):
        offered[line.kind_id] = line
    return [
        TermsData(
            need_line_id=asked.pk,
            offer_line_id=offered[asked.kind_id].pk,
            channel=introduction.offer.channel,
            deliverer=str(introduction.offer.organisation),
        )
        for asked in introduction.need.lines.order_by("position", "pk")
        if asked.kind_id in offered
    ]


def _lines() -> QuerySet[AgreementLine]:
    rows = AgreementLine.objects.select_related("need_line__kind", "offer_line__kind")
    return rows.order_by("position", "pk")


def _amount(line: AgreementLine, quantity: Decimal | None, amount: Money | None) -> str:
    if line.quantity is None:
        return str(amount or "")
    return counted(quantity, line.need_line.unit, grouped=True)


def _figure(said: Delivery | None) -> tuple[Any, Any]:
    return (said.quantity, said.amount_minor) if said else (None, None)


def _words(entry: audit.Entry) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for name, (before, after) in entry.changes.items():
        column, _separator, line = name.partition(": ")
        if column in ("status", "delivered"):
            yield line or column, (before, after)
            continue
        label = f"{label_of(column)} – {line}" if line else label_of(column)
        yield label, (readable(column, before), readable(column, after))
