"""What a table of rows holds."""

COLUMNS = (
    "file",
    "patient_id",
    "study_date",
    "sop_instance_uid",
    "probability",
    "verdict",
    "operating_point",
    "threshold",
    "scope",
    "model",
    "model_sha256",
    "provider",
    "elapsed_ms",
    "error",
)
"""The columns of every table that is written, in this order."""

REASONS_BETWEEN = "; "
"""Between the reasons of `Row.scope`, where they share a cell."""
