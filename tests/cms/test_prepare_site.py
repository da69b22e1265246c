from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Page, Site

from accounts.services import SECRETARIAT_GROUP
from cms import services
from cms.models import ArticlePage, HomePage

pytestmark = pytest.mark.django_db


def test_a_new_installation_gets_a_home_page_articles_and_rights():
    done = services.prepare_site()
    assert "made: home page" in done
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.specific == HomePage.objects.get()
    assert ArticlePage.objects.live().count() == 5
    assert not Page.objects.filter(title__startswith="Welcome to your new Wagtail").exists()


def test_a_second_run_changes_nothing(home):
    assert services.prepare_site() == []


def test_what_editors_changed_or_removed_stays_so(home):
    home.title = "Our exchange"
    home.save_revision().publish()
    ArticlePage.objects.get(slug="who-sees-what").delete()
    assert services.prepare_site() == []
    assert HomePage.objects.get().title == "Our exchange"
    assert ArticlePage.objects.count() == 4


def test_a_right_that_is_missing_is_given_again(home):
    group = Group.objects.get(name=SECRETARIAT_GROUP)
    group.permissions.clear()
    GroupPagePermission.objects.filter(group=group).first().delete()
    done = services.prepare_site()
    assert "granted: wagtailadmin.access_admin" in done
    assert len([line for line in done if line.endswith("pages")]) == 1


def test_the_secretariat_can_retire_a_row_but_not_delete_it(home, sofia):
    assert sofia.has_perm("vocabulary.change_country")
    assert not sofia.has_perm("vocabulary.delete_country")
    assert not sofia.has_perm("vocabulary.change_edition")


def test_the_command_says_what_it_did():
    first, second = StringIO(), StringIO()
    call_command("prepare_site", stdout=first)
    call_command("prepare_site", stdout=second)
    assert "made: article who-sees-what" in first.getvalue()
    assert "set up already" in second.getvalue()


def test_the_first_articles_read_in_the_intended_order(home):
    titles = [page.slug for page in ArticlePage.objects.live().order_by("-date", "-pk")]
    assert titles[0] == "from-report-to-assistance"
