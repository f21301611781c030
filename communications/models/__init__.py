"""The tables of communication."""

from communications.models.reports import ReportSnapshot
from communications.models.start import StartStep

__all__ = ["ReportSnapshot", "StartStep"]
