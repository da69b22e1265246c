import hashlib
import io
import json
import runpy
import tarfile
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = runpy.run_path(str(Path(settings.BASE_DIR) / "requirements" / "vendor.py"))
VENDOR = Path(settings.BASE_DIR) / "config" / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p["name"])
def test_a_vendored_package_is_named_licensed_and_there(package):
    assert package["version"][0].isdigit()
    assert package["licence"]
    assert len(package["sha512"]) == 128
    missing = [f for f in package["files"].values() if not (VENDOR / f).exists()]
    assert missing == []
    assert any("LICENSE" in name for name in package["files"])


def test_every_icon_that_is_used_is_in_the_sprite():
    import re

    sprite = (VENDOR / "bootstrap-icons" / "sprite.svg").read_text(encoding="utf-8")
    there = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    used = set()
    for package in ("accounts", "cms", "config", "matchmaking"):
        for path in (Path(settings.BASE_DIR) / package).rglob("templates/**/*.html"):
            used |= set(re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8")))
    assert used - there == set()
    assert len(used) > 10


def test_nothing_vendored_names_a_source_map():
    assert not [p for p in VENDOR.rglob("*.*") if b"sourceMappingURL" in p.read_bytes()]


def test_an_archive_with_another_sum_is_refused(tmp_path, monkeypatch):
    (tmp_path / "x.tgz").write_bytes(b"tampered")
    monkeypatch.setattr("subprocess.run", lambda *args, **kwargs: None)
    package = {"name": "x", "version": "1", "sha512": hashlib.sha512(b"true").hexdigest()}
    with pytest.raises(SystemExit, match="recorded is"):
        SCRIPT["fetch"](package, tmp_path)


def test_source_maps_are_cut_off_and_icons_become_symbols(tmp_path, monkeypatch):
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as out:
        for name, text in {
            "x.css": "p{}\n/*# sourceMappingURL=x.css.map */",
            "icons/dot.svg": '<svg class="a" viewBox="0 0 9 9">\n  <path d="M0"/>\n</svg>',
        }.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text)
            out.addfile(entry, io.BytesIO(text.encode()))
    archive.seek(0)
    SCRIPT["unpack"].__globals__["VENDOR"] = tmp_path
    package = {
        "files": {"x.css": "x/x.css"},
        "sprite": {"from": "icons", "to": "i.svg", "icons": ["dot"]},
    }
    with tarfile.open(fileobj=archive) as contents:
        SCRIPT["unpack"](package, contents)
    assert (tmp_path / "x/x.css").read_text() == "p{}\n"
    assert (
        '<symbol id="dot" viewBox="0 0 9 9"><path d="M0"/></symbol>'
        in (tmp_path / "i.svg").read_text()
    )
