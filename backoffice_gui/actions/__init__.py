"""What a person, or the console in its place, can do: one function each, audited where it matters.

Primitives: `make_store` (inbox, casebook and keys, in the proving order), `recovery` (the
recovery key as a file or a code), `proof` (which public key is ours, copied stores), `desk` (the
unlocked desk: casebook open, keys at hand), `open_canaries`, `extract`, `close_incident`,
`verify_store`. Parameters are open stores, values and a time; what comes back is frozen.

It never draws a window or writes to a terminal, never speaks to the front end, and never does
anything across both databases that could not be done again from any point.
"""
