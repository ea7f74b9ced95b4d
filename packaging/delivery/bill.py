"""The bill of materials (CycloneDX 1.6, JSON): each part inside a build, its version, its licence, the same twice."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delivery.licences import Part

__all__ = ["write"]

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "ofpra.fr")
_NO_PACKAGES = {"CPython", "PyInstaller-bootloader", "Qt", "SQLCipher"}


def write(file: Path, parts: Iterable[Part], version: str, seconds: int) -> None:
    """Write the bill; its serial number follows from what it lists, and its time is the commit's."""
    from cyclonedx.model.bom import Bom, BomMetaData
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import LicenseExpression
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    ours = Component(
        name="ofpra-backoffice", version=version, type=ComponentType.APPLICATION, bom_ref="ofpra-backoffice"
    )
    inside = [
        Component(
            name=part.name,
            version=part.version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{part.name}@{part.version}",
            licenses=[LicenseExpression(part.licence)],
            purl=None if part.name in _NO_PACKAGES else PackageURL("pypi", None, part.name.lower(), part.version),
        )
        for part in parts
    ]
    named = "\n".join(f"{each.name} {each.version}" for each in (ours, *inside))
    bom = Bom(
        components=inside,
        metadata=BomMetaData(component=ours, timestamp=datetime.fromtimestamp(seconds, UTC)),
        serial_number=uuid.uuid5(_NAMESPACE, named),
    )
    bom.register_dependency(ours, inside)
    file.write_text(JsonV1Dot6(bom).output_as_string(indent=1) + "\n", "utf-8")
