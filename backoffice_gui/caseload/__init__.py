"""What a person can see: the list of submissions, the state of the transfer, one submission opened.

Primitives: `listing` (`ListIndex`: any page of any filter and order, by the inbox's clear facts),
`monitor` (one snapshot of everything about the transfer), `detail` (a submission opened with the
private key; audited). Functions take open stores and a time, and return frozen values of `domain`.

It never changes a fact of the inbox, never opens an attachment, and lets no row of a database out.
"""
