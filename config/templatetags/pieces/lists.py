"""Pieces of a searched list. `results` is a search.listing.Listing."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import slugify

from config.templatetags.pieces.library import register
from config.templatetags.pieces.shell import icon

# So many values of a facet are shown at once; the others unfold.
SHOWN = 8
NOT_IN_THE_PANEL = ("q", "lang", "sort")


@register.inclusion_tag("pieces/search_box.html")
def search_box(results: Any, label: str | Promise = "") -> dict[str, Any]:
    """Show the box for words, and the switch between the languages."""
    return {"results": results, "label": label}


@register.inclusion_tag("pieces/facet_panel.html")
def facet_panel(filterset: Any, results: Any) -> dict[str, Any]:
    """Show the filters: counted values to choose from, and ranges to type."""
    groups = [
        {"name": name, "label": filterset.filters[name].label, **_split(facets)}
        for name, facets in results.facets.items()
        if facets
    ]
    typed = [n for n in filterset.filters if n not in {*results.facets, *NOT_IN_THE_PANEL}]
    return {
        "results": results,
        "groups": groups,
        "ranges": [filterset.form[name] for name in typed],
        "hidden": results.hidden(*typed) if typed else [],
        "active": len(results.pills),
    }


@register.inclusion_tag("pieces/filter_panel.html")
def filter_panel(results: Any) -> dict[str, Any]:
    """Show the filters of a plain list (files.rows.RowListing) as one form."""
    return {"results": results, "form": results.filterset.form, "active": len(results.pills)}


@register.inclusion_tag("pieces/pills.html")
def pills(filterset: Any, results: Any) -> dict[str, Any]:
    """Show the filters in force, each with the link that removes it."""
    return {"results": results}


@register.inclusion_tag("pieces/sort_menu.html")
def sort_menu(results: Any) -> dict[str, Any]:
    """Show the orders to choose from."""
    return {"links": results.sort_links}


@register.inclusion_tag("pieces/result_count.html")
def result_count(results: Any) -> dict[str, Any]:
    """Say how many were found, and what was searched where a typing mistake was put right."""
    return {"results": results}


@register.inclusion_tag("pieces/pagination.html")
def pagination(results: Any) -> dict[str, Any]:
    """Link the other pages of the list."""
    return {"results": results}


@register.inclusion_tag("pieces/save_search.html")
def save_search(results: Any, listing: str) -> dict[str, Any]:
    """Offer to keep the filters in force under a name; `listing` names the list."""
    asked = urlencode({"listing": listing, "query": results.export_url("").lstrip("?")})
    return {"asked": asked}


@register.inclusion_tag("pieces/export_menu.html")
def export_menu(formats: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Offer what is filtered as files; `formats` are (name, address) pairs."""
    return {"formats": formats}


@register.simple_tag
def facet_values(name: str, facets: list[Any]) -> SafeString:
    """Show values of a facet with their counts. Not a template: a list shows hundreds of them."""
    return SafeString("".join(_facet_value(name, facet) for facet in facets))


def _facet_value(name: str, facet: Any) -> str:
    is_current, tick = (' aria-current="true"', icon("check-lg")) if facet.is_active else ("", "")
    return (
        f'<li class="facet-level-{getattr(facet, "level", 0)}">'
        f'<a id="facet-{name}-{_element_id(facet.value)}" href="{escape(facet.url)}"'
        f' rel="nofollow"{is_current}><span class="facet-tick" aria-hidden="true">{tick}</span>'
        f'<span class="facet-label">{escape(str(facet.label))}</span>'
        f' <span class="facet-count">{facet.count}</span></a></li>'
    )


@lru_cache(maxsize=4_000)
def _element_id(value: str) -> str:
    """Return `value` as a part of an id that stays the same while a list is filtered."""
    return slugify(value, allow_unicode=True) or "none"


def _split(facets: list[Any]) -> dict[str, list[Any]]:
    """Keep the most frequent and every chosen value in sight."""
    parts: dict[str, list[Any]] = {"shown": [], "more": []}
    for n, facet in enumerate(facets):
        parts["shown" if n < SHOWN or facet.is_active else "more"].append(facet)
    return parts


@register.filter
def choice(record: Model, name: str) -> str | Promise:
    """Name the value a field holds. Django's own `get_..._display` names all choices for it."""
    value = getattr(record, name)
    choices: Iterable[tuple[Any, str | Promise]] = record._meta.get_field(name).flatchoices  # type: ignore[union-attr]
    return next((label for known, label in choices if known == value), value)
