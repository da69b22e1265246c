"""What the header and the footer of every page are made of."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from config.templatetags.pieces.library import register


class LanguageLink(NamedTuple):
    """The same page in another language."""

    code: str
    name: str
    direction: str
    url: str
    is_current: bool


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Draw an icon of the sprite; it says nothing to a screen reader."""
    sprite = static("vendor/bootstrap-icons/sprite.svg")
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css,
        sprite,
        name,
    )


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """Return the address of this page in each language of the site."""
    request: HttpRequest | None = context.get("request")
    path = request.get_full_path() if request else "/"
    return [_language_link(code, path) for code, _name in settings.LANGUAGES]


def _language_link(code: str, path: str) -> LanguageLink:
    info: dict[str, Any] = get_language_info(code)
    name = info["name_local"].capitalize().split("(")[0].strip()
    direction = "rtl" if info["bidi"] else "ltr"
    name = {"zh-hans": "中文"}.get(code, name)
    return LanguageLink(code, name, direction, translate_url(path, code), code == get_language())
