"""The overview: everything that the first page says, gathered in a few queries and put into words."""

from communications.overview.around import decisions_of, latest_rounds, masthead_of, partners_of
from communications.overview.page import OverviewPage, overview_page

__all__ = ["OverviewPage", "decisions_of", "latest_rounds", "masthead_of", "overview_page", "partners_of"]
