"""Rows become a report: one HTML file that opens without a network."""

from viewer.batch.export.report.page import export_report

__all__ = ["export_report"]
