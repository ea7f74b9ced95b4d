"""What is made to be read outside of the window, and what came in to be looked at.

Rooms: `preview` shows applicants' attachments through a process of its own that can reach nothing;
`exports` writes tables (CSV, ODS, XLSX) and `papers` sheets and labels (PDF).

Nothing here knows a database, a key or the network; nothing made by an applicant is decoded in the
caller's process.
"""
