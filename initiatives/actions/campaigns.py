"""Campaigns: one focus at a time, framed by its difficulty and its opportunity, with who has acted. DOMAIN section 4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Campaign, CampaignAct, Initiative, Membership, Person, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from initiatives.speakers import speaks_for
from initiatives.tenancy import current_initiative

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Focus:
    """What it is about: the headline, what is hard, what is possible now, what everybody can do, and until when."""

    title: Texts
    difficulty: Texts
    opportunity: Texts
    wanted: Texts
    ends_on: date


@transaction.atomic
def begin_campaign(*, focus: Focus, by: Person, about: Record | None = None) -> Campaign:
    """Set the one focus, from today on. Raises RuleBroken where one runs, and without both sides of the framing."""
    _check(focus)
    initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=current_initiative())
    today = clock.today(initiative.zone)
    if focus.ends_on <= today:
        raise RuleBroken(_("A focus needs some days: choose a later day."), field="ends_on")
    standing = Campaign.objects.filter(ended_at__isnull=True).select_related("record").first()
    if standing is not None and standing.ends_on >= today:
        raise RuleBroken(
            _("“{focus}” is the focus until {day}. One at a time: end it first.").format(
                focus=standing.record.shown_title, day=standing.ends_on.isoformat()
            )
        )
    if standing is not None:
        _end(standing)
    given = give_record("campaign", title=focus.title, path="people/focus/{number}/", by=by, published=True)
    made = Campaign.objects.create(
        record=given,
        difficulty=focus.difficulty,
        opportunity=focus.opportunity,
        wanted=focus.wanted,
        about=about,
        starts_on=today,
        ends_on=focus.ends_on,
    )
    record("campaign.begun", by=by, about=made)
    return made


@transaction.atomic
def say_acted(*, campaign: Campaign, membership: Membership, words: str, by: Person) -> CampaignAct:
    """Say what a partner did for the focus, as somebody of it; again words it anew.

    Raises RuleBroken for whoever is not of the partner, without words, and once the focus is over.
    """
    campaign = _held(campaign)
    if campaign.ended_at is not None:
        raise RuleBroken(_("This focus is over."))
    if not speaks_for(by, membership):
        raise RuleBroken(_("Only people of {partner} say what it did.").format(partner=membership))
    if not words.strip():
        raise RuleBroken(_("Say in a few words what you did."), field="words")
    made, is_new = CampaignAct.objects.update_or_create(
        campaign=campaign,
        membership=membership,
        defaults={"words": words.strip(), "by": by},
        create_defaults={"words": words.strip(), "by": by, "at": clock.now()},
    )
    if is_new:
        partner = membership.organization.name
        record("campaign.acted", by=by, about=campaign, facts={"partner": partner})
    return made


@transaction.atomic
def end_campaign(*, campaign: Campaign, by: Person) -> None:
    """End the focus before its day; again changes nothing."""
    campaign = _held(campaign)
    if campaign.ended_at is None:
        _end(campaign, by)


def _end(campaign: Campaign, by: Person | None = None) -> None:
    campaign.ended_at = clock.now()
    campaign.save(update_fields=["ended_at"])
    change_record(campaign.record, state=Record.State.ENDED)
    record("campaign.ended", by=by, about=campaign)


def _check(focus: Focus) -> None:
    needed = {
        "title": _("Say the focus in one line."),
        "difficulty": _("Say what is hard about it. Both sides belong to it."),
        "opportunity": _("Say what is possible now. Both sides belong to it."),
        "wanted": _("Say what each can do."),
    }
    for name, sentence in needed.items():
        if not has_words(getattr(focus, name)):
            raise RuleBroken(sentence, field=name)


def _held(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.select_for_update(of=("self",)).select_related("record__initiative")
    return rows.get(pk=campaign.pk)
