"""Copying the files of a site: attachments, reports, pictures of the portal."""

import filecmp
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from config.moving import CannotMove


def copy_files(old: Path) -> tuple[int, int]:
    """Copy `private` and `media` of another DATA_DIR; return how many files and bytes there are."""
    files = bytes_ = 0
    for source, target in _pairs(old):
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
        if not filecmp.cmp(source, target, shallow=False):
            raise CannotMove(f"{target} is not what {source} holds; neither was changed.")
        files += 1
        bytes_ += target.stat().st_size
    return files, bytes_


def _pairs(old: Path) -> Iterator[tuple[Path, Path]]:
    for name, root in (("private", settings.PRIVATE_ROOT), ("media", settings.MEDIA_ROOT)):
        for source in sorted((old / name).rglob("*")):
            if source.is_file():
                yield source, Path(root) / source.relative_to(old / name)
