"""What is ours to keep secret, and how we know it again.

Primitives: `master` (32 random octets and the casebook's key that follows from them), `sources`
(where the master secret lies: the system's keyring, a key file, a service manager's credential),
`pins` (the fingerprint and high-water mark of each store, outside of it), `certificates` (the
dates of our client certificate), `durable` (files that are whole or absent after a power cut).

It never opens a database, never speaks to the network, never logs or shows a key: keys are held
in `bytearray`, wiped when dropped, and no `repr` shows them. Python can't promise that no copy
stays in memory.
"""
