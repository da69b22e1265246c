"""What must be true of every template, whoever wrote it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path
    for package in ("accounts", "cms", "config", "matchmaking")
    for path in (ROOT / package).rglob("templates/**/*.html")
)
FORBIDDEN = {
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)[^>]*>", re.IGNORECASE
    ),
    "an event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "a button without its type": re.compile(r"<button\b(?![^>]*\btype=)", re.IGNORECASE),
    "a file from elsewhere": re.compile(r"<(?:script|link|img)[^>]*(?:src|href)=.https?:"),
}


def test_the_scan_finds_the_templates_of_every_part():
    assert {path.relative_to(ROOT).parts[0] for path in TEMPLATES} >= {"accounts", "config"}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_breaks_the_content_security_policy(what):
    broken = [
        str(path.relative_to(ROOT))
        for path in TEMPLATES
        if FORBIDDEN[what].search(path.read_text(encoding="utf-8"))
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("what", "markup"),
    [
        ("a style attribute", '<p class="x" style="color: red">'),
        ("a style element", "<style>p {}</style>"),
        ("an inline script", "<script>alert(1)</script>"),
        ("an event handler", '<a href="#" onclick="go()">'),
        ("a javascript address", '<a href="javascript:go()">'),
        ("a button without its type", '<button class="btn">'),
        ("a file from elsewhere", '<script src="https://example.org/x.js"></script>'),
    ],
)
def test_the_scan_would_notice(what, markup):
    assert FORBIDDEN[what].search(markup)


def test_the_scan_lets_files_and_data_pass():
    markup = '<script src="/x.js" defer></script><script type="application/json">{}</script>'
    assert not any(pattern.search(markup) for pattern in FORBIDDEN.values())
