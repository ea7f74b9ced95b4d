"""The power cuts of `tests/proof/power`: recorded, replayed, checked."""
