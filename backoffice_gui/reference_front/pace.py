"""Every duration and bound the front end owes by, in one value that a test or a demo may change."""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["Limits", "Pace"]


@dataclass(frozen=True, slots=True)
class Pace:
    """Durations in seconds (protocol §2, §5)."""

    lifetime: float = 29 * 60
    """From `submitted_at` to `expires_at`."""
    sweep_every: float = 20
    """How often the destroyer runs; it also runs at start."""
    upload_idle: float = 30
    """An upload untouched for so long was given up; its octets go."""
    quiet: float = 10 * 60
    """The intake closes when no ready collector has listed for so long …"""
    old: float = 20 * 60
    """… or when more than `too_many_old` held submissions are older than this …"""
    too_many_old: int = 5
    stalled: float = 5 * 60
    """… and nothing was acknowledged for so long."""
    remembered: float = 400 * 24 * 3600
    """Outcomes are remembered for at least 13 months."""

    def faster(self, speed: float) -> Pace:
        """The same duties lived through `speed` times as fast; what is remembered stays."""
        return replace(
            self,
            lifetime=self.lifetime / speed,
            sweep_every=self.sweep_every / speed,
            upload_idle=self.upload_idle / speed,
            quiet=self.quiet / speed,
            old=self.old / speed,
            stalled=self.stalled / speed,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """What the form refuses before the person waits (protocol §5): octets a file, attached files."""

    file: int = 20 * 1024 * 1024
    files: int = 10
