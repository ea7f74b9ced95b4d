"""The inbox: what came in. Facts in clear, everything else sealed; the collector's whole world.

Primitives: `Inbox` (the open store), `submissions` (sighting, facts, counts), `attempts` (sealed
chunks and their keys), `read_back` (the only maker of a `VerifiedCopy`), `outcomes` (receipts and
ends), `erasing`, `ledger`, `incidents`, `heartbeat`, `transit`, `probes`, `identity`, `keys` and
`audit_log`. A function takes the connection of a transaction, writes facts and its audit events
together, keeps `submission.stage` equal to `domain.facts.stage_of`, and returns facts.

It never empties or changes a fact (triggers abort that too), never removes what rule (c) of
ARCHITECTURE.md keeps, never opens a form, and needs no private key.
"""
