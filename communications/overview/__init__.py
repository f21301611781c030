"""The overview: everything that the first page says, gathered in a few queries and put into words."""

from communications.overview.around import masthead_of, partners_of
from communications.overview.decided import latest_decisions
from communications.overview.page import OverviewPage, overview_page

__all__ = ["OverviewPage", "latest_decisions", "masthead_of", "overview_page", "partners_of"]
