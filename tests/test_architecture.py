"""The shape of the house: imports run downwards, foreign keys too, and the build notices."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# From the ground up: an app may point to those before it, never to those after it.
ORDER = [
    "accounts",
    "notifications",
    "search",
    "vocabulary",
    "documents",
    "writing",
    "coaching",
    "disclosure",
    "reports",
    "needs",
    "offers",
    "matching",
    "clearance",
    "introductions",
    "agreements",
    "clocks",
    "desk",
    "bundles",
    "allocation",
    "roundtables",
    "portfolio",
    "following",
    "projects",
    "funds",
    "applications",
    "ledger",
    "reviews",
    "decisions",
    "payments",
    "administration",
    "monitoring",
    "progress",
    "observations",
    "evaluation",
    "lessons",
    "insights",
    "study",
    "opendata",
    "cms",
    "operations",
]
STRANGERS = {
    ("needs", "offers"),
    ("offers", "needs"),
    ("search", "accounts"),
    ("search", "notifications"),
}


def _foreign_keys():
    for label in ORDER:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            for field in model._meta.get_fields(include_hidden=False):
                target = field.related_model if field.concrete and field.is_relation else None
                if target is not None and target._meta.app_label in ORDER:
                    yield label, target._meta.app_label, f"{model.__name__}.{field.name}"


def test_foreign_keys_point_downwards():
    upwards = [
        name for own, other, name in _foreign_keys() if ORDER.index(other) > ORDER.index(own)
    ]
    assert upwards == []


def test_slices_side_by_side_do_not_know_each_other():
    known = [name for own, other, name in _foreign_keys() if (own, other) in STRANGERS]
    assert known == []


def _lint_imports(folder):
    tool = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([tool], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy_of_the_house(tmp_path):
    """Copy the code only, so that it can be broken without harm."""
    for package in ("config", "cms", "matchmaking", "search", "accounts", "files"):
        for file in (ROOT / package).rglob("*.py"):
            target = tmp_path / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return tmp_path


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("accounts/models.py", "import matchmaking.errors"),
        ("search/apps.py", "import accounts.models"),
        ("files/private.py", "import accounts.models"),
        ("matchmaking/vocabulary/models.py", "import matchmaking.needs.models"),
        ("matchmaking/needs/models.py", "import matchmaking.offers.models"),
        ("matchmaking/errors.py", "import config.urls"),
        ("matchmaking/utils.py", "x = 1"),
        ("matchmaking/reports/reader/__init__.py", "import django.db"),
    ],
)
def test_the_build_notices_a_broken_layer(copy_of_the_house, file, line):
    assert _lint_imports(copy_of_the_house).returncode == 0
    target = copy_of_the_house / file
    old = target.read_text(encoding="utf-8") if target.exists() else ""
    target.write_text(f"{old}\n{line}\n", encoding="utf-8")
    assert _lint_imports(copy_of_the_house).returncode == 1
