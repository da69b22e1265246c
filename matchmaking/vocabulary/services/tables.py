"""What each reference file holds: the model it fills, its key, and how a line is read.

A value is what JSON can hold: text, number, flag, a code for a foreign key, a sorted list of
codes for a set. Days and decimals are text. That is also how `ReferenceRow.loaded` keeps them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from matchmaking.vocabulary import models
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.vocabulary.services.cells import Cells

Values = dict[str, Any]
OTHER_LANGUAGES = tuple(language for language in UN_LANGUAGES if language != "en")


@dataclass(frozen=True)
class Table:
    """One file and the model it fills."""

    file: str
    model: type[models.ReferenceRow]
    key: tuple[str, ...]
    read: Callable[[Cells], Values]
    # Sets that hold in both directions: a border, or one theme being related to another.
    mutual: tuple[str, ...] = ()
    # The word for this table in translations.csv; empty where the file has all six languages.
    translated_as: str = ""
    # A child's code starts with that of its parent.
    is_tree: bool = False

    def key_of(self, values: Values) -> tuple[Any, ...]:
        """Return what tells one row from another."""
        return tuple(values[name] for name in self.key)


def _names(cells: Cells) -> Values:
    others = {f"name_{language}": cells.text(f"name_{language}") for language in OTHER_LANGUAGES}
    return {"name_en": cells.required("name_en")} | others


def _region(cells: Cells) -> Values:
    return {
        "code": cells.required("code"),
        "parent": cells.reference("parent"),
        **_names(cells),
    }


def _country(cells: Cells) -> Values:
    narrowest = (
        cells.reference("m49_intermediate_code")
        or cells.reference("m49_subregion_code")
        or cells.required("m49_region_code")
    )
    return {
        "iso3": cells.required("iso3"),
        "iso2": cells.required("iso2"),
        "m49": cells.required("m49"),
        **_names(cells),
        "formal_name": cells.text("formal_name_en"),
        "un_status": cells.required("un_status"),
        "un_group": cells.text("un_regional_group"),
        "region": narrowest,
        "borders": cells.codes("land_borders"),
        "languages": cells.codes("official_languages") + _only_working(cells),
        "un_languages": cells.items("suggested_un_languages"),
        "is_ldc": cells.flag("ldc"),
        "is_lldc": cells.flag("lldc"),
        "is_sids": cells.flag("sids"),
        "oda_group": cells.text("dac_oda_group_2026"),
        "latitude": cells.number("lat"),
        "longitude": cells.number("lon"),
    }


def _only_working(cells: Cells) -> list[str]:
    official = set(cells.codes("official_languages"))
    return [code for code in cells.codes("working_languages") if code not in official]


def _body(cells: Cells) -> Values:
    notes = ("note", "associate_or_withdrawn", "other_members")
    return {
        "code": cells.required("code"),
        "name_en": cells.required("name_en"),
        "kind": cells.required("kind"),
        "scope": cells.text("scope"),
        "members": cells.codes("members_iso3"),
        "small_arms_role": cells.text("small_arms_role"),
        "instrument": cells.text("small_arms_instrument"),
        "as_of": cells.day("as_of"),
        "confidence": cells.text("confidence"),
        "note": " ".join(cells.text(name) for name in notes if cells.text(name)),
    }


def _embargo(cells: Cells) -> Values:
    status = cells.required("status")
    plain = status in ("in_force", "ended")
    remarks = ["" if plain else f"Status: {status}.", cells.text("note")]
    return {
        "target": cells.required("target"),
        "countries": cells.codes("iso3"),
        "target_type": cells.required("target_type"),
        "is_in_force": status.startswith("in_force"),
        "arms_scope": cells.text("arms_scope"),
        "established_by": cells.required("established_by"),
        "established_on": cells.day("established_date"),
        "latest_renewal": cells.text("latest_known_renewal"),
        "known_expiry": cells.text("known_expiry_or_review"),
        "committee": cells.text("sanctions_committee"),
        "exemptions": cells.text("exemptions_summary"),
        "note": " ".join(filter(None, remarks)),
        "as_of": cells.day("evidence_as_of"),
        "needs_recheck": cells.flag("needs_recheck"),
        "source": cells.text("source"),
    }


def _theme(cells: Cells) -> Values:
    columns = {
        "poa": "poa_refs",
        "iti": "iti_refs",
        "mosaic": "mosaic_refs",
        "iatg": "iatg_refs",
        "report": "national_report_section",
    }
    found = {name: cells.items(column) for name, column in columns.items()}
    return {
        "code": cells.required("code"),
        "parent": cells.reference("parent"),
        "name_en": cells.required("label_en"),
        "description": cells.text("scope_note"),
        "references": {name: items for name, items in found.items() if items},
        "related": cells.codes("related"),
    }


def _kind(cells: Cells) -> Values:
    return {
        "code": cells.required("code"),
        "parent": cells.reference("parent"),
        "name_en": cells.required("label_en"),
        "description": cells.text("description"),
        "unit": cells.text("unit"),
        "unit_code": cells.text("unit_code"),
        "themes": cells.codes("themes"),
        "needs_upkeep": cells.flag("needs_upkeep"),
        "is_transfer_controlled": cells.flag("transfer_control"),
        "note": cells.text("note"),
    }


def _indicator(cells: Cells) -> Values:
    texts = ("definition", "calculation", "disaggregation", "data_source", "frequency")
    return {
        "code": cells.required("code"),
        "theme": cells.required("theme"),
        "results_level": cells.required("results_level"),
        "name_en": cells.required("title"),
        "unit": cells.required("unit"),
        **{name: cells.text(name) for name in (*texts, "references", "caveat")},
        "desired_direction": cells.text("desired_direction"),
    }


def _concept(cells: Cells) -> Values:
    return {
        "code": cells.required("id"),
        "theme": cells.required("theme"),
        "labels": {
            language: [cells.required(f"pref_{language}"), *cells.items(f"alt_{language}")]
            for language in UN_LANGUAGES
        },
        "confidence": cells.text("confidence"),
    }


def _currency(cells: Cells) -> Values:
    return {"code": cells.required("code"), **_names(cells)}


def _rate(cells: Cells) -> Values:
    per_usd = cells.decimal("per_usd", places=6)
    if float(per_usd) <= 0:
        raise ValueError("per_usd must be above zero")
    return {
        "currency": cells.required("currency"),
        "on": cells.day("on"),
        "per_usd": per_usd,
        "source": cells.required("source"),
    }


# In the order in which rows refer to one another.
TABLES = (
    Table("regions.csv", models.Region, ("code",), _region),
    Table("countries.csv", models.Country, ("iso3",), _country, mutual=("borders",)),
    Table("organisations.csv", models.Body, ("code",), _body, translated_as="body"),
    Table("embargoes.csv", models.Embargo, ("target", "established_on"), _embargo),
    Table(
        "themes.csv",
        models.Theme,
        ("code",),
        _theme,
        mutual=("related",),
        translated_as="theme",
        is_tree=True,
    ),
    Table(
        "assistance_kinds.csv",
        models.Kind,
        ("code",),
        _kind,
        translated_as="kind",
        is_tree=True,
    ),
    Table("indicators.csv", models.Indicator, ("code",), _indicator, translated_as="indicator"),
    Table("thesaurus.csv", models.Concept, ("code",), _concept),
    Table("currencies.csv", models.Currency, ("code",), _currency),
    Table("rates.csv", models.ExchangeRate, ("currency", "on"), _rate),
)
