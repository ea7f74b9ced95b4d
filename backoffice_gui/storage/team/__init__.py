"""The store of a team: the same two databases as two schemas of one PostgreSQL database (15 or newer).

Primitives: `Address` (where it is; never with a password), `TeamBacking` (what `Database` stands on here),
`making` (tables made and migrated under an advisory lock), `stores` (the inbox made and opened), `leader` (one
collector of several). `faults` says what the server raises in our words, by SQLSTATE.

It never knows a password: libpq finds it in its own password file, its service file, or needs none with a client
certificate. It never decides which dialect a statement is in: that is `storage.dialect`.
"""
