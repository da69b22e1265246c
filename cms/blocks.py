"""What editors compose pages from. Blocks about the marketplace read through its selectors."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from accounts.selectors import Person
from cms import selectors

# Named rather than typed, so that a link keeps the reader's language.
PLACES = [
    ("needs:list", _("Assistance requests")),
    ("needs:create", _("A new request")),
    ("offers:list", _("Offers")),
    ("offers:create", _("A new offer")),
    ("reports:list", _("National reports")),
    ("matching:desk", _("Matching")),
    ("account_login", _("Sign in")),
    ("account_signup", _("Open an account")),
]
WORDS = ["bold", "italic", "link", "document-link"]
PROSE = ["h2", "h3", "ol", "ul", "hr", *WORDS]


def _reader(parent_context: dict[str, Any] | None) -> Person:
    request = (parent_context or {}).get("request")
    return getattr(request, "user", None) or AnonymousUser()


class LinkValue(blocks.StructValue):
    """A link that knows its address."""

    @property
    def url(self) -> str:
        """The address in the reader's language; empty where the page is gone."""
        if self["place"]:
            return reverse(self["place"])
        return self["page"].url or "" if self["page"] else ""


class LinkBlock(blocks.StructBlock):
    """A link to a place of the marketplace or to a page."""

    label = blocks.CharBlock(label=_("Words"), max_length=60)
    place = blocks.ChoiceBlock(choices=PLACES, label=_("Place"), required=False)
    page = blocks.PageChooserBlock(label=_("or page"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def clean(self, value: LinkValue) -> LinkValue:
        """Ask for one target, not two and not none."""
        cleaned: LinkValue = super().clean(value)
        if bool(cleaned["place"]) == bool(cleaned["page"]):
            wrong = ValidationError(_("Choose either a place or a page."))
            raise blocks.StructBlockValidationError({"place": wrong})
        return cleaned


class HeroBlock(blocks.StructBlock):
    """The first words of the site."""

    headline = blocks.CharBlock(label=_("Headline"), max_length=120)
    intro = blocks.TextBlock(label=_("Introduction"), rows=3)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), max_num=3)

    class Meta:
        icon = "title"
        label = _("Headline")
        template = "cms/blocks/hero.html"


class PersonaBlock(blocks.StructBlock):
    """What the site is for one kind of reader."""

    title = blocks.CharBlock(label=_("For whom"), max_length=60)
    text = blocks.RichTextBlock(label=_("Explanation"), features=["ol", "ul", *WORDS])
    link = LinkBlock(label=_("Where to start"))

    class Meta:
        icon = "user"
        label = _("Reader")


class PersonasBlock(blocks.StructBlock):
    """Cards side by side, one for each kind of reader."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    cards = blocks.ListBlock(PersonaBlock(), label=_("Readers"), max_num=6)

    class Meta:
        icon = "group"
        label = _("For each reader")
        template = "cms/blocks/personas.html"


class KeyFiguresBlock(blocks.StructBlock):
    """The marketplace in numbers, as far as the reader may know of it."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)

    class Meta:
        icon = "order"
        label = _("Key figures")
        template = "cms/blocks/key_figures.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the figures."""
        reader = _reader(parent_context)
        return {
            **super().get_context(value, parent_context),
            "figures_of_needs": selectors.figures_of_needs(reader),
            "figures_of_offers": selectors.figures_of_offers(reader),
        }


class NewestBlock(blocks.StructBlock):
    """The newest records of one kind, as far as the reader may know of them."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    count = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=12, default=4)


class NewestNeedsBlock(NewestBlock):
    """The requests most recently opened to donors."""

    class Meta:
        icon = "list-ul"
        label = _("Newest requests")
        template = "cms/blocks/newest_needs.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the requests."""
        needs = selectors.newest_needs(_reader(parent_context), value["count"])
        return {**super().get_context(value, parent_context), "needs": needs}


class NewestOffersBlock(NewestBlock):
    """The offers most recently opened to States."""

    class Meta:
        icon = "list-ul"
        label = _("Newest offers")
        template = "cms/blocks/newest_offers.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the offers."""
        offers = selectors.newest_offers(_reader(parent_context), value["count"])
        return {**super().get_context(value, parent_context), "offers": offers}


class FeaturedArticlesBlock(blocks.StructBlock):
    """Articles to read first: those chosen, or else the newest."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    articles = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="cms.ArticlePage"),
        label=_("Articles"),
        help_text=_("Leave empty for the newest three."),
        default=[],
    )

    class Meta:
        icon = "doc-full"
        label = _("Articles")
        template = "cms/blocks/featured_articles.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the articles that are still published."""
        chosen = [page.pk for page in value["articles"] if page]
        articles = selectors.featured_articles(chosen)
        return {**super().get_context(value, parent_context), "articles": articles}


class ImageTextBlock(blocks.StructBlock):
    """An image with the words below it."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "cms/blocks/image.html"


class HomeBody(blocks.StreamBlock):
    """The parts of the home page."""

    hero = HeroBlock()
    personas = PersonasBlock()
    key_figures = KeyFiguresBlock()
    newest_needs = NewestNeedsBlock()
    newest_offers = NewestOffersBlock()
    featured_articles = FeaturedArticlesBlock()
    text = blocks.RichTextBlock(
        features=PROSE, label=_("Text"), icon="pilcrow", template="cms/blocks/text.html"
    )

    class Meta:
        # The headline is the page's only heading of the first level.
        block_counts = {"hero": {"min_num": 1, "max_num": 1}}


class ArticleBody(blocks.StreamBlock):
    """The parts of an article."""

    text = blocks.RichTextBlock(
        features=PROSE, label=_("Text"), icon="pilcrow", template="cms/blocks/text.html"
    )
    image = ImageTextBlock()
    notice = blocks.TextBlock(
        label=_("Notice"), icon="info-circle", template="cms/blocks/notice.html", rows=2
    )
