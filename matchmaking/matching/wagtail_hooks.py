"""The reasons why matches fail, in the Wagtail admin, for the secretariat to extend."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet

from matchmaking.matching.models import Reason
from matchmaking.vocabulary.forms import ReferenceForm
from matchmaking.vocabulary.wagtail_hooks import NAMES, ReferenceViewSet

PURPOSES = {
    "for_rejecting": _("Rejecting"),
    "for_declining": _("Declining"),
    "for_ending": _("Ending"),
}


@register_snippet
class ReasonViewSet(ReferenceViewSet):
    model = Reason
    icon = "comment"
    menu_label = _("Reasons")
    menu_order = 270
    add_to_admin_menu = True
    list_display = [
        "name_en",
        "code",
        *(BooleanColumn(name, label=label) for name, label in PURPOSES.items()),
        "retired_on",
    ]
    list_filter = list(PURPOSES)
    search_fields = [*NAMES, "code"]
    ordering = ["sort", "code"]
    list_export = ["code", "sort", *NAMES, *PURPOSES, "needs_words"]
    edit_handler = ObjectList(
        [
            "code",
            "sort",
            MultiFieldPanel(list(NAMES), heading=_("Names")),
            MultiFieldPanel(list(PURPOSES), heading=_("Can be given when")),
            "needs_words",
            "retired_on",
        ],
        base_form_class=ReferenceForm,
    )
