"""Applicants' attachments made visible without touching them: pixels and text from a process that can reach nothing.

Two sides that speak over two pipes (`wire`). On this side `session` hands octets over and checks every number that
comes back: it compares signatures and decodes nothing. On the other, `worker` is a process of its own, started anew
for each document: it imports its decoders (`pdf`, `pictures`, `plain`), then `sandbox` shuts every door (resource
limits, no new privileges, Landlock, seccomp; on Windows a job and a lowered token), and only then reads the first
octet. What it does badly, it does alone: it is killed after its time, and the document is said to be broken.

No file is written, no program is started for a document, no script in it is run, no address in it is followed.
"""

from backoffice_gui.documents.preview.session import Preview, PreviewSession

__all__ = ["Preview", "PreviewSession"]
