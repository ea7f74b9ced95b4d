"""Storage: the two databases, what they promise, and everything that knows their dialect.

`inbox/` is what came in: facts in clear, all else sealed; the collector needs nothing more.
`casebook/` is what agents work with, encrypted (SQLCipher). Primitives: `Inbox` and `Casebook`
(open stores: `transaction`, `reading`, `fresh`), `StoreLock` (one collector per store), `room`
and `reserve` (space on the disk), `place` (where a store may lie). The functions of `inbox/` take
a connection, append their own audit events in the same transaction, and return facts.
`team/` is the same inbox on a PostgreSQL server: `Database` stands on a `Backing`, a file or a server.

It never asks the time, never decides what is done next (`collector.machine` does), never lets
an ORM row out, and never reads or copies the octets of a live database file by itself.
"""
