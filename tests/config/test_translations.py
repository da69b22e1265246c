"""The catalogues of words: whole, the same for every language, and safe to fill in."""

import re
import shutil

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from config.translations import CATALOGUES, compile_catalogues

LANGUAGES = [to_locale(code) for code, _name in settings.LANGUAGES if code != "en"]


def catalogue(language):
    path = CATALOGUES / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as lines:
        return read_po(lines, locale=language)


def words(catalogue):
    return {(message.context, message.id) for message in catalogue if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_left_without_a_translation(language):
    missing = [
        message.id
        for message in catalogue(language)
        if message.id and (message.fuzzy or not all(_each(message.string)))
    ]
    assert missing == []


def _each(string):
    return [string] if isinstance(string, str) else string


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words(language):
    assert words(catalogue(language)) == words(catalogue("fr"))
    assert len(words(catalogue("fr"))) > 900


def test_a_broken_placeholder_is_found_and_named(tmp_path):
    target = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    target.parent.mkdir(parents=True)
    shutil.copy(CATALOGUES / "fr" / "LC_MESSAGES" / "django.po", target)
    assert list(compile_catalogues(tmp_path)) == []
    assert target.with_suffix(".mo").stat().st_size > 10_000
    with target.open("a", encoding="utf-8") as po:
        po.write('\n#, python-format\nmsgid "%(count)s left"\nmsgstr "%(nombre)s restants"\n')
    target.with_suffix(".mo").unlink()
    (told,) = compile_catalogues(tmp_path)
    assert "placeholder" in told


def test_words_are_marked_by_a_name_that_the_collector_knows():
    others = re.compile(r"import .*\bn?p?gettext\w* as (?!_\b)\w+")
    folders = ("accounts", "cms", "config", "files", "matchmaking", "search")
    files = [path for folder in folders for path in (settings.BASE_DIR / folder).rglob("*.py")]
    assert [path.name for path in files if others.search(path.read_text(encoding="utf-8"))] == []
