"""The pages of the portal."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms import selectors
from cms.blocks import ArticleBody, HomeBody
from matchmaking.vocabulary.forms import Ticks


def _today() -> datetime.date:
    return timezone.localdate()


class HomePage(Page):
    """The first page of the site, composed of blocks."""

    body = StreamField(HomeBody(), verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    template = "cms/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class ArticleIndexPage(Page):
    """The list of the articles below it."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "cms/article_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ArticlePage"]

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the articles."""
        below = selectors.published_articles().child_of(self)
        listing = selectors.article_list(below, request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "listing": listing}


class ArticlePage(Page):
    """News or guidance."""

    date = models.DateField(_("date"), default=_today)
    intro = models.TextField(_("introduction"), max_length=400)
    body = StreamField(ArticleBody(), verbose_name=_("body"))
    topics = ParentalManyToManyField(
        "vocabulary.Theme", blank=True, related_name="+", verbose_name=_("topics")
    )
    # Of an article that announces a meeting: it stands in the public calendar as well.
    meets_at = models.DateTimeField(_("meeting begins"), null=True, blank=True)
    meets_until = models.DateTimeField(_("meeting ends"), null=True, blank=True)
    meets_in = models.CharField(_("place"), max_length=200, blank=True, default="", db_default="")

    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        MultiFieldPanel(
            [FieldPanel("meets_at"), FieldPanel("meets_until"), FieldPanel("meets_in")],
            heading=_("Meeting that it announces"),
        ),
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("topics", widget=Ticks),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    template = "cms/article_page.html"
    parent_page_types = ["cms.ArticleIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        """Refuse a meeting that ends before it begins, or has only an end."""
        super().clean()
        if self.meets_until and not (self.meets_at and self.meets_at < self.meets_until):
            raise ValidationError({"meets_until": _("A meeting ends after it begins.")})
