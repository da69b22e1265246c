"""Open the XML inside .docx and .xlsx files: nothing external is loaded, sizes are limited."""

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from matchmaking.reports.reader.messages import refusal
from matchmaking.reports.reader.sniff import MAX_UNPACKED

_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
ACTIVE_PARTS = ("vbaProject.bin", "/embeddings/", "/activeX/")


class Package:
    """An Office file: a ZIP archive of XML parts."""

    def __init__(self, path: Path) -> None:
        try:
            self.archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError):
            raise refusal("broken") from None
        self.names = set(self.archive.namelist())

    @property
    def is_active(self) -> bool:
        """Tell whether macros or embedded files travel with the document."""
        return any(part in name for name in self.names for part in ACTIVE_PARTS)

    @property
    def refers_elsewhere(self) -> bool:
        """Tell whether a template, picture or the like would be fetched from elsewhere."""
        relations = (name for name in self.names if name.endswith(".rels"))
        trees = (self.tree(name) for name in relations)
        return any(_is_remote(rel) for tree in trees if tree is not None for rel in tree)

    def tree(self, name: str) -> Any:
        """Parse one part, or give None when it is not there."""
        if name not in self.names:
            return None
        data = self._unpacked(name)
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
            raise refusal("external_entities")
        try:
            return etree.fromstring(data, etree.XMLParser(**_PARSER))
        except etree.XMLSyntaxError:
            raise refusal("broken") from None

    def _unpacked(self, name: str) -> bytes:
        # The directory of a hostile archive may lie about sizes: count what comes out.
        try:
            with self.archive.open(name) as stream:
                data = stream.read(MAX_UNPACKED + 1)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
            raise refusal("broken") from None
        if len(data) > MAX_UNPACKED:
            size = MAX_UNPACKED // 1024**2
            raise refusal("bomb", size=f"> {size}", limit=size)
        return data


def _is_remote(relation: Any) -> bool:
    kind = str(relation.get("Type", ""))
    return relation.get("TargetMode") == "External" and not kind.endswith("/hyperlink")
