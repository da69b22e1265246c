"""Fetch the browser files listed in config/static/vendor/vendor.json and write them beside it.

    python requirements/vendor.py

The result is committed, so nobody needs npm to run the site. A package whose archive has
another sha512 than the recorded one is refused and nothing of it is written.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).resolve().parent.parent / "config" / "static" / "vendor"
SOURCE_MAP = re.compile(rb"\s*/[*/]# sourceMappingURL=[^\n]*\s*$")
SVG = re.compile(r"<svg[^>]*viewBox=\"(?P<box>[^\"]+)\"[^>]*>(?P<body>.*)</svg>", re.DOTALL)


def main() -> None:
    """Fetch every package of the list."""
    for package in json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8")):
        with tempfile.TemporaryDirectory() as folder:
            archive = fetch(package, Path(folder))
            with tarfile.open(archive) as contents:
                unpack(package, contents)
        sys.stdout.write(f"{package['name']} {package['version']}\n")


def fetch(package: dict[str, Any], folder: Path) -> Path:
    """Download the package's archive by name; stop when it is not the recorded one."""
    wanted = f"{package['name']}@{package['version']}"
    command = ["npm", "pack", "--silent", wanted]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    archive = next(folder.glob("*.tgz"))
    found = hashlib.sha512(archive.read_bytes()).hexdigest()
    if found != package["sha512"]:
        sys.exit(f"{wanted} has sha512 {found}, recorded is {package['sha512']}")
    return archive


def unpack(package: dict[str, Any], contents: tarfile.TarFile) -> None:
    """Write the listed files, without their source map comments, and the sprite of icons."""
    for source, target in package["files"].items():
        # A manifest of static files would look for the map, which we do not ship.
        write(target, SOURCE_MAP.sub(b"\n", read(contents, source)))
    if sprite := package.get("sprite"):
        icons = {n: read(contents, f"{sprite['from']}/{n}.svg") for n in sprite["icons"]}
        write(sprite["to"], sprite_of(icons))


def sprite_of(icons: dict[str, bytes]) -> bytes:
    """Return one SVG with a symbol per icon."""
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">']
    for name, source in icons.items():
        svg = SVG.search(source.decode())
        if svg is None:
            sys.exit(f"The icon {name} is not an SVG with a viewBox")
        body = "".join(line.strip() for line in svg["body"].splitlines())
        lines.append(f'<symbol id="{name}" viewBox="{svg["box"]}">{body}</symbol>')
    return ("\n".join([*lines, "</svg>"]) + "\n").encode()


def read(contents: tarfile.TarFile, path: str) -> bytes:
    """Return a file of an npm archive, whose one folder is named package."""
    member = contents.extractfile(f"package/{path}")
    if member is None:
        sys.exit(f"{path} is not in the archive")
    return member.read()


def write(target: str, content: bytes) -> None:
    """Write `content` below the vendor folder."""
    path = VENDOR / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    main()
