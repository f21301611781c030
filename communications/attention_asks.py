"""What asks and the focus need from somebody: the partner's answer, the backbone's help, a conversation at the end."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.desk import Desk, Question, Source, each
from communications.rules.attention import Need, Part
from initiatives.models import Ask, Campaign, CampaignAct, local
from initiatives.rules.asks import TALK_AFTER
from initiatives.rules.permissions import Permission

MOST = 20


def asked_of_me(desk: Desk) -> Iterator[Question]:
    """What my organisation was asked for and has not answered."""
    if not desk.viewer.membership_ids:
        return
    mine = Ask.objects.filter(state=Ask.State.OPEN, membership__in=desk.viewer.membership_ids)
    if not desk.may(Permission.SEE_MEMBERS):
        mine = mine.exclude(place="")  # what is done on a page of its own does not need the list of asks

    def answer(found: Ask) -> Need:
        words = ngettext("{count} minute", "{count} minutes", found.minutes).format(count=found.minutes)
        address = desk.url(found.place or f"people/asks/{found.pk}/answer/")
        return Need(Part.PLAN, local(found.what), address, _("Answer"), (words,), found.due)

    yield each(mine[:MOST], answer)


def help_wanted(desk: Desk) -> Iterator[Question]:
    """Partners who asked for help, and partners with whom somebody should talk now: nobody writes to them again."""
    if not desk.may(Permission.ASKS_SEND):
        return
    asked = Ask.objects.whole().filter(talked_at__isnull=True)
    address = desk.url("people/asks/")

    def help_them(found: Ask) -> Need:
        meta = (found.membership.organization.name, _("Asked for help"))
        return Need(Part.PLAN, local(found.what), address, _("Offer help"), meta)

    def talk(found: Ask) -> Need:
        meta = (found.membership.organization.name, _("Reminded twice; a third letter changes nothing"))
        return Need(Part.PLAN, local(found.what), address, _("Talk with them"), meta, found.due)

    yield each(asked.filter(state=Ask.State.HELP)[:MOST], help_them)
    late = asked.filter(state=Ask.State.OPEN, due__lte=desk.today - TALK_AFTER)
    yield each(late[:MOST], talk)


def focus_waits(desk: Desk) -> Iterator[Question]:
    """The focus, on which my organisation has not acted yet."""
    if not desk.viewer.membership_ids:
        return
    acted = CampaignAct.objects.filter(membership__in=desk.viewer.membership_ids)
    running = Campaign.objects.visible_to(desk.viewer).running(on=desk.today)

    def act(found: Campaign) -> Need:
        meta = (_("This is our one focus"),)
        return Need(
            Part.PLAN, found.record.shown_title, found.record.url, _("Say what we did"), meta, found.ends_on
        )

    waiting = running.exclude(pk__in=acted.values("campaign")).select_related("record__initiative")
    yield each(waiting, act)


ASK_SOURCES: tuple[Source, ...] = (asked_of_me, help_wanted, focus_waits)
