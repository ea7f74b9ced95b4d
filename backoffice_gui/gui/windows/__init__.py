"""The window itself, its menus, and the few dialogs.

`main` arranges navigation, pages and status line by the room there is (breakpoints in em);
`session` opens the office and decides which page its condition asks for; `actions` are the
menus. Dialogs are modal only where an irreversible word is asked for.
"""
