"""What tables show: rows by pages, small tables of frozen values.

Primitives: `pages.PageCache` (least recently used pages, pure), `submissions.SubmissionsModel`
(a hundred thousand rows, two hundred at a time), `small.SmallTable` (a tuple of values).
A model never asks the office itself: it says which rows are wanted, and is given them.
"""
