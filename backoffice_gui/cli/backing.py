"""`backup`, `restore`: both databases copied and proven, and put back where they are gone."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.cli.console import Console
from backoffice_gui.clock import iso
from backoffice_gui.wiring import keeping

__all__ = ["backup", "restore"]

_MEBIBYTE = 1024 * 1024


def _path(path: Path | None) -> Path | None:
    return None if path is None else path.expanduser().absolute()


def backup(console: Console, to: Path | None) -> int:
    """Make a backup, where the settings say or in a folder named by hand."""
    made = keeping.back_up(console.settings(), console.clock, _path(to), console.passphrase)
    words, manifest = console.words, made.manifest
    octets = sum(file.size for file in manifest.files.values())
    facts = {"folder": str(made.path), "submissions": manifest.submissions, "pruned": made.pruned}
    said = [words.say("backup.done", **facts, size=-(-octets // _MEBIBYTE))]
    if made.pruned:
        said.append(words.say("backup.pruned", **facts))
    console.result({**facts, "made_at": iso(manifest.made_at), "octets": octets}, "\n".join(said))
    return 0


def restore(console: Console, backup_folder: Path, recovery_file: Path | None, *, casebook_only: bool) -> int:
    """Put a backup in the place of a store that is gone, and say what it can't hold."""
    settings = console.settings()
    made = keeping.restore(
        settings,
        console.clock,
        backup_folder.expanduser().absolute(),
        recovery_file=_path(recovery_file),
        casebook_only=casebook_only,
        ask=console.passphrase,
    )
    words, at = console.words, iso(made.manifest.made_at)
    age = console.clock.now() - made.manifest.made_at
    stale = age > keeping.retention_of(settings)
    facts = {"folder": str(made.folder), "store_id": made.store_id, "made_at": at}
    said = [words.say("restore.casebook" if casebook_only else "restore.done", **facts)]
    said.append(words.say("restore.casebook_lost" if casebook_only else "restore.lost", **facts))
    if stale:
        said.append(words.say("restore.stale", days=age.days))
    if made.key_saved:
        said.append(words.say("restore.key_saved"))
    if settings.mirror_folder is not None and not casebook_only:
        said.append(words.say("restore.mirror", folder=str(settings.mirror_folder)))
    members: dict[str, object] = {**facts, "submissions": made.manifest.submissions, "key_saved": made.key_saved}
    console.result({**members, "stale": stale, "casebook_only": casebook_only}, "\n".join(said))
    return 0
