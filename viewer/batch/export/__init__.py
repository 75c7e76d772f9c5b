"""A worklist's rows become files for other programs, and for people without Hilum."""

from viewer.batch.export.columns import COLUMNS
from viewer.batch.export.csv_table import export_csv
from viewer.batch.export.heatmaps import HeatmapSummary, export_heatmaps
from viewer.batch.export.picture_of import PictureOf
from viewer.batch.export.rows import ENDINGS, export_rows

__all__ = [
    "COLUMNS",
    "ENDINGS",
    "HeatmapSummary",
    "PictureOf",
    "export_csv",
    "export_heatmaps",
    "export_rows",
]
