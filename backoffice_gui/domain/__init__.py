"""The pure rules: what a submission is, where it stands, what may be said of it.

Values are frozen dataclasses; functions take values and return values. Primitives: `ids`
(names), `manifest` and `receipts` (what the front end declares and signs), `facts` (what the
inbox knows, and the stage that follows), `verified` (the proof before an acknowledgement),
`incidents`, and the plain rows that cross to the window (`listing`, `monitor`, `detail`,
`office`, `collecting`).

It never does I/O, never asks what time it is, and imports nothing of ours but itself.
"""
