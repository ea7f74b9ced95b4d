"""Ofpra's back office: it brings submissions home from the public site without losing one.

Read ARCHITECTURE.md for the rooms of this package, and for the order in which to read them.
"""

__version__ = "0.1.0"
