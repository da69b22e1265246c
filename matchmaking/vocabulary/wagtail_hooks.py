"""The reference data in the Wagtail admin: what the secretariat may look up, correct and add."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from matchmaking.vocabulary import forms, models

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
NAMES = tuple(f"name_{language}" for language in LANGUAGES)
WHOLE_PAGE = 50


def _names() -> Panel:
    return MultiFieldPanel(list(NAMES), heading=_("Names"))


def _ticks(field: str) -> FieldPanel:
    """Choose several by ticking boxes, which needs no special keys."""
    return FieldPanel(field, widget=forms.Ticks)


def _edits(
    *panels: str | Panel, form: type[WagtailAdminModelForm] = forms.ReferenceForm
) -> ObjectList:
    return ObjectList([*panels, FieldPanel("retired_on")], base_form_class=form)


class ReferenceViewSet(SnippetViewSet):
    """What all reference data have in common."""

    # The rows are few and change seldom: plain database search is exact and needs no index.
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["loaded"]
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = WHOLE_PAGE
    ordering: Any = ["pk"]


class CountryViewSet(ReferenceViewSet):
    model = models.Country
    icon = "site"
    list_display = ["name_en", "iso3", "region", "un_group", "oda_group", "retired_on"]
    list_filter = ["region", "un_group", "is_ldc", "is_lldc", "is_sids", "oda_group", "un_status"]
    search_fields = [*NAMES, "iso3", "iso2", "formal_name"]
    ordering = ["name_en"]
    list_export = ["iso3", "iso2", "m49", *NAMES, "formal_name", "region", "un_group", "oda_group"]
    edit_handler = _edits(
        "iso3",
        "iso2",
        "m49",
        _names(),
        "formal_name",
        "un_status",
        "un_group",
        "region",
        MultiFieldPanel(["is_ldc", "is_lldc", "is_sids", "oda_group"], heading=_("Groups")),
        "languages",
        "un_languages",
        _ticks("borders"),
        "latitude",
        "longitude",
        form=forms.CountryForm,
    )


class RegionViewSet(ReferenceViewSet):
    model = models.Region
    icon = "globe"
    list_display = ["name_en", "code", "parent", "retired_on"]
    search_fields = [*NAMES, "code"]
    list_export = ["code", "parent", *NAMES]
    edit_handler = _edits("code", "parent", _names())


class BodyViewSet(ReferenceViewSet):
    model = models.Body
    icon = "group"
    list_display = [
        "name_en",
        "code",
        "kind",
        DateColumn("as_of", label=_("Membership as of"), sort_key="as_of"),
        BooleanColumn("needs_recheck", label=_("Must be checked again")),
    ]
    list_filter = ["kind", "confidence"]
    search_fields = [*NAMES, "code", "scope"]
    ordering = ["name_en"]
    list_export = ["code", *NAMES, "kind", "scope", "as_of", "confidence", "note"]
    edit_handler = _edits(
        "code",
        _names(),
        "kind",
        "scope",
        MultiFieldPanel(["as_of", "confidence", "note"], heading=_("How sure this is")),
        "small_arms_role",
        "instrument",
        _ticks("members"),
    )


class EmbargoViewSet(ReferenceViewSet):
    model = models.Embargo
    icon = "warning"
    list_display = [
        "target",
        BooleanColumn("is_in_force", label=_("In force"), sort_key="is_in_force"),
        Column("known_expiry", label=_("Known expiry or review")),
        DateColumn("as_of", label=_("Evidence as of"), sort_key="as_of"),
        BooleanColumn("needs_recheck", label=_("Must be checked again"), sort_key="needs_recheck"),
    ]
    list_filter = ["is_in_force", "needs_recheck", "target_type"]
    search_fields = ["target", "established_by", "committee"]
    ordering = ["-is_in_force", "target"]
    list_export = [
        "target",
        "target_type",
        "is_in_force",
        "arms_scope",
        "established_by",
        "established_on",
        "latest_renewal",
        "known_expiry",
        "as_of",
        "needs_recheck",
        "source",
    ]
    edit_handler = _edits(
        "target",
        "target_type",
        MultiFieldPanel(
            ["is_in_force", "as_of", "needs_recheck", "source"], heading=_("How sure this is")
        ),
        "arms_scope",
        "established_by",
        "established_on",
        "latest_renewal",
        "known_expiry",
        "committee",
        "exemptions",
        "note",
        _ticks("countries"),
    )


class ThemeViewSet(ReferenceViewSet):
    model = models.Theme
    icon = "list-ul"
    list_display = ["name_en", "code", "parent", "retired_on"]
    list_filter = ["parent"]
    search_fields = [*NAMES, "code", "description"]
    list_export = ["code", "parent", *NAMES, "description"]
    edit_handler = _edits("code", "parent", _names(), "description", _ticks("related"))


class KindViewSet(ReferenceViewSet):
    model = models.Kind
    icon = "pick"
    list_display = ["name_en", "code", "parent", "unit", "is_transfer_controlled", "retired_on"]
    list_filter = ["parent", "needs_upkeep", "is_transfer_controlled"]
    search_fields = [*NAMES, "code", "description"]
    list_export = ["code", "parent", *NAMES, "unit", "needs_upkeep", "is_transfer_controlled"]
    edit_handler = _edits(
        "code",
        "parent",
        _names(),
        "description",
        "unit",
        "unit_code",
        "needs_upkeep",
        "is_transfer_controlled",
        "note",
        _ticks("themes"),
    )


class IndicatorViewSet(ReferenceViewSet):
    model = models.Indicator
    icon = "doc-full-inverse"
    list_display = ["name_en", "code", "theme", "results_level", "unit", "retired_on"]
    list_filter = ["theme", "results_level"]
    search_fields = [*NAMES, "code", "definition"]
    list_export = ["code", "theme", *NAMES, "unit", "definition", "calculation"]
    edit_handler = _edits(
        "code",
        "theme",
        "results_level",
        _names(),
        "unit",
        MultiFieldPanel(
            ["definition", "calculation", "disaggregation", "data_source", "frequency"],
            heading=_("How it is measured"),
        ),
        "desired_direction",
        "references",
        "caveat",
    )


class ConceptViewSet(ReferenceViewSet):
    model = models.Concept
    icon = "openquote"
    list_display = [Column("__str__", label=_("Term")), "code", "theme", "confidence"]
    list_filter = ["theme", "confidence"]
    search_fields = ["code", "labels"]
    list_export = ["code", "theme", "labels", "confidence"]
    edit_handler = _edits(
        "code",
        "theme",
        "confidence",
        *(FieldPanel(f"labels_{language}") for language in LANGUAGES),
        form=forms.ConceptForm,
    )


class CurrencyViewSet(ReferenceViewSet):
    model = models.Currency
    icon = "tag"
    list_display = ["name_en", "code", "retired_on"]
    search_fields = [*NAMES, "code"]
    list_export = ["code", *NAMES]
    edit_handler = _edits("code", _names())


class ExchangeRateViewSet(ReferenceViewSet):
    model = models.ExchangeRate
    icon = "order"
    list_display = [
        "currency",
        "per_usd",
        DateColumn("on", label=_("On"), sort_key="on"),
        "source",
    ]
    list_filter = ["currency", "on"]
    search_fields = ["currency__code", "currency__name_en", "source"]
    ordering = ["currency", "-on"]
    list_export = ["currency_id", "on", "per_usd", "source"]
    edit_handler = _edits("currency", "on", "per_usd", "source")


@register_snippet
class ReferenceData(SnippetViewSetGroup):
    menu_label = _("Reference data")
    menu_icon = "table"
    menu_order = 250
    items = (
        CountryViewSet,
        RegionViewSet,
        BodyViewSet,
        EmbargoViewSet,
        ThemeViewSet,
        KindViewSet,
        IndicatorViewSet,
        ConceptViewSet,
        CurrencyViewSet,
        ExchangeRateViewSet,
    )
