"""The second copy: what the inbox holds, written again to a folder on another disk or a share.

A *mirror* is one folder for each store, named by its `store_id`: numbered pairs of a *segment*
(`segment-<n>.seg`: records that are only ever appended, each with the hash of the one before) and
its *keys* (`keys-<n>.slots`: the wrapped key of each attempt in a slot of its own, so that an
erasure can overwrite it). Primitives: `frames` and `records` (octets and what they say, pure),
`files` (the edge: writing, syncing, names), `slots`, `writer`, `reader`, `copying` (from the inbox
to the mirror), `rebuilding` (and back).

It knows no key and opens nothing: clear here is what is clear in the inbox. It takes no lock and
maps nothing into memory, because a share honours neither; it never writes into what it wrote
before, but for the slots of what is erased; and never touches the mirror of another store.
"""
