"""Compile the catalogues of translated words: `python -m config.translations`, run by make.

The .po files are kept, the .mo files that gettext reads are made from them; GNU gettext is
needed only to collect new words (`make messages`).
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "locale"


def compile_catalogues(folder: Path = CATALOGUES) -> Iterator[str]:
    """Write what is out of date; yield a line for each message that its placeholders break."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parts[-3])
        for message, errors in catalogue.check():
            yield f"{source}:{message.lineno}: {errors[0]}"
        with target.open("wb") as compiled:
            write_mo(compiled, catalogue)


if __name__ == "__main__":
    wrong = list(compile_catalogues())
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    sys.exit(bool(wrong))
