"""The overview on paper: what its page says today, for whoever wants to take it along."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from charts.palette import PALETTES
from communications.overview import overview_page
from communications.publishing.report import contents_of, drawn
from initiatives import clock
from initiatives.models import Initiative
from initiatives.rules.viewer import visitor


def front_of(initiative: Initiative) -> str:
    """Return the complete page that becomes the PDF: the same for everybody, as the public reads it."""
    page = overview_page(initiative, visitor(initiative.pk))
    contents, palette = contents_of(initiative), PALETTES[initiative.hue]
    in_order = sorted(contents["indicators"], key=lambda one: one["listing"] != "headline")  # as on the page
    indicators = [drawn(one, palette) for one in in_order]
    leading = page.headline.url.rstrip("/").rpartition("/")[2] if page.headline else ""
    context = {
        "initiative": initiative,
        "page": page,
        "say": page.headline.say.replace("\u2060", "") if page.headline else page.masthead.lead,
        "contents": contents,
        "indicators": indicators,
        "leading": next((one for one in indicators if one["slug"] == leading), None),
        "day": clock.today(initiative.zone),
        "address": f"{settings.BASE_URL}{initiative.url}",
    }
    return render_to_string("communications/reports/overview.html", context)
