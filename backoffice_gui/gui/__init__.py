"""The window, and the only place with Qt.

Primitives: `bridge` (the two verbs of background work, `Query` and `Command`, and the threads
behind them), `office` (what the window may ask of the office behind it), `watch` (the monitor,
looked at again and again), `theme` (colour tokens), `text` (every code's sentence).
Below: `models` (rows by pages), `widgets` (small parts), `pages` (what fills the window),
`windows` (the window itself and its dialogs).

It never computes a rule of the domain, never touches a database, a file of the store or the
network: it is given frozen values, shows them, and asks the office for what was wanted.
"""
