"""What is asked of a worklist's SQLite file, and told to it."""

from viewer.batch.worklist.schema import ROW_COLUMNS
from viewer.reading import Verdict

_PAGE = 1000
"""Rows that are fetched at a time: other threads add some in between."""

_WRITTEN = ("position", "size", "modified", *ROW_COLUMNS)
# A file has one row: what is added later about it takes the place of what was there.
ADD = (
    f"INSERT INTO rows ({', '.join(_WRITTEN)}) VALUES ({', '.join('?' * len(_WRITTEN))})"
    " ON CONFLICT (file) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _WRITTEN if name != "file")
)
ADD_PICTURE = "INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, ?, ?)"
_ROW = ", ".join(ROW_COLUMNS)
PAGE_OF_ROWS = f"""
SELECT position, id, {_ROW} FROM rows WHERE (position, id) > (?, ?)
ORDER BY position, id LIMIT {_PAGE}
"""
TWIN = f"SELECT {_ROW} FROM rows WHERE sha256 = ? AND model_sha256 = ? AND error = '' LIMIT 1"
KNOWN = """
SELECT position FROM rows WHERE file = ? AND size = ? AND modified = ? AND model_sha256 = ?
"""
FORGET = "DELETE FROM rows WHERE file = ?"
PICTURE = """
SELECT thumbnail, contribution, contribution_rows, full_scale FROM pictures
WHERE sha256 = ? AND model_sha256 = ?
"""
COUNT = "SELECT count(*) FROM rows"
REQUEST = "SELECT paths, complete FROM request"
JUDGE = f"""
UPDATE rows SET operating_point = :name, threshold = :threshold, verdict = CASE
    WHEN error <> '' THEN NULL
    WHEN scope <> '[]' THEN '{Verdict.WITHHELD}'
    WHEN probability >= :threshold THEN '{Verdict.PNEUMONIA}'
    ELSE '{Verdict.NORMAL}' END
WHERE model_sha256 = :model AND (threshold IS NOT :threshold OR operating_point <> :name)
"""


def failed_among(count: int) -> str:
    """The failed rows of so many files."""
    return f"SELECT file FROM rows WHERE error <> '' AND file IN ({', '.join('?' * count)})"
