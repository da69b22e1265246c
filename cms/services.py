"""Setting up the portal: its pages, and what the secretariat may edit."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from accounts.services import SECRETARIAT_GROUP
from cms.models import ArticleIndexPage, ArticlePage, HomePage
from matchmaking.vocabulary.models import ReferenceRow, Theme

DATA = Path(__file__).parent / "data"
SITE_NAME = "Assistance Exchange"
# A row is retired, never deleted: old records still name it.
ON_REFERENCE_DATA = ("add", "change", "view")
ON_PAGES = ("add", "change", "publish", "lock", "unlock")
ON_FILES = ("add", "change", "choose")


@transaction.atomic
def prepare_site() -> list[str]:
    """Make the pages and the rights that are missing, and say which; touch nothing else."""
    group, _created = Group.objects.get_or_create(name=SECRETARIAT_GROUP)
    home = HomePage.objects.first()
    made = [] if home else ["home page"]
    home = home or _make_home()
    if not ArticleIndexPage.objects.child_of(home).exists():
        made += _make_articles(home)
    granted = [*_grant_admin(group), *_grant_pages(group, home), *_grant_files(group)]
    return [f"made: {name}" for name in made] + [f"granted: {name}" for name in granted]


def _make_home() -> HomePage:
    """Put our home page where Wagtail has its welcome page."""
    root = Page.objects.get(depth=1)
    welcome = Page.objects.child_of(root).filter(slug="home").first()
    if welcome is not None:
        welcome.slug = "welcome"
        welcome.save()
    body = [_block(**block) for block in _json("home.json")]
    home = HomePage(title=SITE_NAME, slug="home", body=json.dumps(body))
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": "localhost", "site_name": SITE_NAME},
    )
    if welcome is not None and not welcome.get_children().exists():
        welcome.delete()
    return home


def _make_articles(home: HomePage) -> list[str]:
    """Write the guidance; editors then change or remove it as they like."""
    index = ArticleIndexPage(
        title="Articles", slug="articles", intro="News of the exchange, and how to use it well."
    )
    home.add_child(instance=index)
    written = []
    # The newest comes first in the list; what is named first should be read first.
    for article in reversed(_json("articles.json")):
        text = (DATA / "articles" / f"{article['slug']}.html").read_text(encoding="utf-8")
        page = ArticlePage(
            title=article["title"],
            slug=article["slug"],
            intro=article["intro"],
            body=json.dumps([_block("text", text)]),
        )
        page.topics = Theme.objects.filter(pk__in=article["topics"])
        index.add_child(instance=page)
        written.append(f"article {article['slug']}")
    return ["list of articles", *written]


def _block(type: str, value: Any) -> dict[str, Any]:
    return {"type": type, "value": value, "id": str(uuid.uuid4())}


def _json(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _grant_admin(group: Group) -> Iterator[str]:
    wanted = [("wagtailadmin", "access_admin")]
    rows = [model._meta for model in apps.get_models() if issubclass(model, ReferenceRow)]
    wanted += [(m.app_label, f"{act}_{m.model_name}") for m in rows for act in ON_REFERENCE_DATA]
    wanted += [("accounts", f"{act}_organisation") for act in ON_REFERENCE_DATA]
    held = set(group.permissions.values_list("content_type__app_label", "codename"))
    for app, codename in wanted:
        if (app, codename) not in held:
            permission = Permission.objects.get(content_type__app_label=app, codename=codename)
            group.permissions.add(permission)
            yield f"{app}.{codename}"


def _grant_pages(group: Group, home: HomePage) -> Iterator[str]:
    for act in ON_PAGES:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{act}_page"
        )
        _row, created = GroupPagePermission.objects.get_or_create(
            group=group, page=home, permission=permission
        )
        if created:
            yield f"{act} pages"


def _grant_files(group: Group) -> Iterator[str]:
    root = Collection.get_first_root_node()
    for model in (get_image_model(), get_document_model()):
        for act in ON_FILES:
            permission = Permission.objects.get(
                content_type__app_label=model._meta.app_label,
                codename=f"{act}_{model._meta.model_name}",
            )
            _row, created = GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
            if created:
                yield f"{act} {model._meta.verbose_name_plural}"
