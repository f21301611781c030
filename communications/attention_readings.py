"""What the equity and the data development pages need: people who wait for an answer, and wanted figures that are late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from communications.desk import Desk, Question, each
from communications.rules.attention import Need, Part
from initiatives.models import local
from initiatives.rules.permissions import Permission
from measurement.models import DataDevelopmentItem, ResidentReading

MOST = 20
ANSWER_WITHIN = timedelta(days=14)


def readings_unanswered(desk: Desk) -> Iterator[Question]:
    """People who said what they see beside a chart and have no answer yet: a promise to the community comes first."""
    if not desk.may(Permission.INDICATORS_MANAGE):
        return
    rows = ResidentReading.objects.unanswered().select_related("indicator__record__initiative")

    def answer(one: ResidentReading) -> Need:
        due = desk.initiative.local_time(one.said_at).date() + ANSWER_WITHIN
        title = _("Somebody sees “{name}” in another way").format(name=local(one.indicator.name))
        url = f"{one.indicator.record.url}readings/#reading-{one.pk}"
        return Need(Part.ROOMS, title, url, _("Answer"), (_("Does this match what you see?"),), due)

    yield each(rows.order_by("said_at")[:MOST], answer)


def wanted_late(desk: Desk) -> Iterator[Question]:
    """Figures of the data development agenda that are past their date."""
    if not desk.may(Permission.INDICATORS_MANAGE):
        return
    late = DataDevelopmentItem.objects.visible_to(desk.viewer).late(on=desk.today)

    def how_far(item: DataDevelopmentItem) -> Need:
        who = (item.owner.organization.name,) if item.owner else (_("Nobody gets it yet"),)
        url = desk.url(f"results/wanted/{item.record.number}/")
        return Need(Part.FIGURES, local(item.title), url, _("Say how far it is"), who, item.due)

    yield each(late.select_related("record__initiative", "owner__organization")[:MOST], how_far)
