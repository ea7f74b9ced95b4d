"""Tables as files: CSV, ODS and XLSX, row by row into a stream, a million of them in constant memory.

Primitives: `cells` (what a value becomes, and what could not stay as it was), one module for each kind
of file, `write_table` that leads them, `manifest_octets` for the file that lies beside.

What an applicant typed is never a formula, a link or a macro, and no file says who or which machine made
it. Nothing here opens a file: the caller gives a stream that can be written and moved in (`actions`),
so that no copy ever lies in a temporary folder.
"""

from backoffice_gui.documents.exports.manifest import manifest_octets
from backoffice_gui.documents.exports.tables import Written, write_table

__all__ = ["Written", "manifest_octets", "write_table"]
