"""What fills the window: Transferts, Demandes and its detail, the first run, what blocks.

A page is given the bridge and the office, asks by `Query` and `Command`, and shows what comes
back. Pages never know each other nor the window; they emit what was asked.
"""
