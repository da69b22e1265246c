"""Reads the reference tables and a judged collection straight into the matcher's records."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .engine import (
    Amount,
    Country,
    Eligibility,
    Kind,
    LineRow,
    NeedRow,
    OfferRow,
    World,
)

REFERENCE = Path(__file__).parent.parent / "vocabulary" / "data"
SHIPPED = Path(__file__).parent / "data" / "judged.json"
NAME_LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")


@dataclass(frozen=True, slots=True)
class Collection:
    """Needs, offers and the grades an expert gave: need id -> offer id -> grade above zero."""

    as_of: date
    needs: tuple[NeedRow, ...]
    offers: tuple[OfferRow, ...]
    grades: Mapping[str, Mapping[str, int]]


def world_from_csv(folder: Path = REFERENCE) -> World:
    """Build the matcher's world from the reference tables."""
    return World(
        countries={row["iso3"]: _country(row) for row in _rows(folder, "countries")},
        bodies={
            row["code"]: frozenset(_list(row["members_iso3"]))
            for row in _rows(folder, "organisations")
        },
        embargoes=frozenset(
            row["iso3"]
            for row in _rows(folder, "embargoes")
            if row["iso3"] and row["status"] == "in_force"
        ),
        themes={row["code"]: row["label_en"] for row in _rows(folder, "themes")},
        kinds={row["code"]: _kind(row) for row in _rows(folder, "assistance_kinds")},
    )


def read_collection(path: Path) -> Collection:
    """Read a file in the judged schema."""
    data = json.loads(path.read_text(encoding="utf-8"))
    grades: dict[str, dict[str, int]] = {need["id"]: {} for need in data["needs"]}
    for judgement in data["judgements"]:
        if judgement["grade"]:
            grades[judgement["need"]][judgement["offer"]] = judgement["grade"]
    return Collection(
        date.fromisoformat(data["as_of"]),
        tuple(need_row(need) for need in data["needs"]),
        tuple(offer_row(offer) for offer in data["offers"]),
        grades,
    )


def need_row(data: Mapping[str, Any]) -> NeedRow:
    """Turn one need of the judged schema into a record."""
    return NeedRow(
        id=data["id"],
        state=data["state"],
        language=data["language"],
        title=data["title"],
        description=data["description"],
        themes=tuple(data["themes"]),
        lines=_lines(data["items"], "quantity"),
        starts_on=_day(data.get("starts_on")),
        ends_on=_day(data.get("ends_on")),
        priority=data.get("priority"),
        budget=_amount(data.get("budget")),
        working_languages=tuple(data["working_languages"]),
    )


def offer_row(data: Mapping[str, Any]) -> OfferRow:
    """Turn one offer of the judged schema into a record."""
    eligible = data["eligible"]
    return OfferRow(
        id=data["id"],
        owner=data["donor"]["code"],
        language=data["language"],
        title=data["title"],
        description=data["description"],
        conditions=data.get("conditions") or "",
        themes=tuple(data["themes"]),
        lines=_lines(data["items"], "capacity"),
        eligible=Eligibility(**{name: tuple(values) for name, values in eligible.items()}),
        opens_on=_day(data.get("opens_on")),
        closes_on=_day(data.get("closes_on")),
        delivery_languages=tuple(data["delivery_languages"]),
        channel=data.get("channel") or "",
        value=_amount(data.get("value")),
    )


def _lines(items: list[Mapping[str, Any]], amount: str) -> tuple[LineRow, ...]:
    return tuple(
        LineRow(item["kind"], item.get(amount), item.get("unit", ""), item.get("description", ""))
        for item in items
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _amount(data: Mapping[str, Any] | None) -> Amount | None:
    return Amount(data["amount"], data["currency"]) if data else None


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _country(row: Mapping[str, str]) -> Country:
    codes = (row["m49_region_code"], row["m49_subregion_code"], row["m49_intermediate_code"])
    return Country(
        iso3=row["iso3"],
        names={language: row[f"name_{language}"] for language in NAME_LANGUAGES},
        m49_codes=tuple(filter(None, codes)),
        borders=_list(row["land_borders"]),
        ldc=row["ldc"] == "1",
        lldc=row["lldc"] == "1",
        sids=row["sids"] == "1",
        oda=bool(row["dac_oda_group_2026"]),
        un_group=row["un_regional_group"],
        languages=_list(row["suggested_un_languages"]),
    )


def _kind(row: Mapping[str, str]) -> Kind:
    return Kind(
        code=row["code"],
        label=row["label_en"],
        unit=row["unit"],
        themes=_list(row["themes"]),
        transfer_control=row["transfer_control"] == "1",
    )
