"""The costed catalogue and the examples in the Wagtail admin, for the secretariat to correct."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from matchmaking.coaching import models
from matchmaking.vocabulary.forms import ReferenceForm
from matchmaking.vocabulary.wagtail_hooks import LANGUAGES, NAMES, ReferenceViewSet

TEXTS = tuple(f"text_{language}" for language in LANGUAGES)


class CatalogueEntryViewSet(ReferenceViewSet):
    model = models.CatalogueEntry
    icon = "tasks"
    list_display = [
        "name_en",
        "code",
        "theme",
        DateColumn("as_of", label=_("Figures as of"), sort_key="as_of"),
        "source",
    ]
    list_filter = ["theme", "as_of"]
    search_fields = [*NAMES, "code", "note"]
    list_export = ["code", "theme", *NAMES, "size", "size_unit", "source", "as_of", "note"]
    edit_handler = ObjectList(
        [
            "code",
            "theme",
            MultiFieldPanel(list(NAMES), heading=_("Names")),
            MultiFieldPanel(["size", "size_unit"], heading=_("Sized for")),
            InlinePanel(
                "lines",
                heading=_("Lines, with prices of one unit in US dollars"),
                panels=[
                    "position",
                    "kind",
                    *NAMES,
                    "quantity",
                    "unit",
                    "low",
                    "high",
                    "retired_on",
                ],
            ),
            MultiFieldPanel(["source", "as_of", "note"], heading=_("How sure this is")),
            "retired_on",
        ],
        base_form_class=ReferenceForm,
    )


class ExampleViewSet(ReferenceViewSet):
    model = models.Example
    icon = "openquote"
    list_display = ["code", "record_kind", "theme", Column("text_en", label=_("text in English"))]
    list_filter = ["record_kind", "theme"]
    search_fields = ["code", *TEXTS]
    list_export = ["code", "record_kind", "theme", *TEXTS]
    edit_handler = ObjectList(
        ["code", "record_kind", "theme", *TEXTS, "retired_on"], base_form_class=ReferenceForm
    )


@register_snippet
class Coach(SnippetViewSetGroup):
    menu_label = _("Coach")
    menu_icon = "help"
    menu_order = 260
    items = (CatalogueEntryViewSet, ExampleViewSet)
