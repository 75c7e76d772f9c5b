"""A worklist of any number of rows, made by SQL in a moment."""

import sqlite3
from contextlib import closing
from pathlib import Path

from viewer.batch import Worklist

THUMBNAIL = b"\xff\xd8 stands for a JPEG"

_ROWS = """
WITH RECURSIVE counted(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM counted WHERE i < ? - 1)
INSERT INTO rows (
    position, file, size, modified, sha256, patient_id, study_date, sop_instance_uid, probability,
    verdict, operating_point, threshold, scope, model, model_sha256, provider, elapsed_ms, error,
    hint
)
SELECT
    i, printf('/radiographs/study%04d/IM%06d.dcm', i / 100, i), 1000, 1, printf('%064x', i),
    'P' || (i / 3), printf('2026%02d%02d', 1 + i % 12, 1 + i % 28), '1.2.840.' || i,
    CASE WHEN i % 50 THEN (i * 7919 % 10007) / 10007.0 END,
    CASE WHEN i % 50 = 0 THEN NULL WHEN i % 20 = 1 THEN 'withheld'
        WHEN i * 7919 % 10007 >= 5003.5 THEN 'pneumonia' ELSE 'normal' END,
    'balanced', 0.5,
    CASE WHEN i % 20 = 1 AND i % 50 THEN '["the view is LL, not PA"]' ELSE '[]' END,
    'Stand-in 0.0.1', printf('%064x', 1), CASE WHEN i % 50 THEN 'CPUExecutionProvider' ELSE '' END,
    CASE WHEN i % 50 THEN 12.5 END, CASE WHEN i % 50 THEN '' ELSE 'The file is empty.' END,
    CASE WHEN i % 50 THEN '' ELSE 'Copy it again from where it came from.' END
FROM counted
"""


def write_many_rows(path: Path, count: int, thumbnail: bytes = THUMBNAIL) -> Path:
    """So many rows: one of fifty failed, one of twenty withheld; thumbnails for the first."""
    Worklist.create(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_ROWS, (count,))
        connection.execute(
            "INSERT INTO pictures SELECT sha256, model_sha256, ?, zeroblob(4), 1, 1.0 FROM rows"
            " WHERE error = '' AND position < 1000",
            (thumbnail,),
        )
        connection.commit()
    return path
