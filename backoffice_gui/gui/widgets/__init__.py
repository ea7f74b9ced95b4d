"""Small parts of the window: labels, badges, strips, the risk banner, the bars, tables.

Each is given what it shows and emits, in the past tense, what was asked of it. Containers may
paint themselves; controls are Qt's own, so that screen readers know them. No widget here knows
the office or the bridge.
"""
