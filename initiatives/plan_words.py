"""What the rules find in a plan, in sentences: why it is so, and what could be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.models import Activity, Commitment, Link, Record, Sufficiency, local
from initiatives.plans import PlanRead
from initiatives.rules.plan import Course, Leaving, Risk, Standing

WEEKS = 21  # from so many days on, days are told as weeks
ENOUGH_SIGNS = {
    Sufficiency.Verdict.YES: "met",
    Sufficiency.Verdict.NEARLY: "course",
    Sufficiency.Verdict.NO: "behind",
}

TURNED_ROUND = {
    Link.Kind.FEEDS: gettext_lazy("Gets people from"),
    Link.Kind.DEPENDS_ON: gettext_lazy("Is needed by"),
}
"""How a hand-off reads from its other end; what two activities share reads alike from both."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A shape and the word beside it."""

    glyph: str
    word: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found: what it is called, the sentence, the records that it is about, and on which to talk."""

    title: str
    sentence: str
    about: list[Record]
    kind: str
    talk: Record | None = None


def sign_of(standing: Standing) -> Sign:
    """Return how an activity goes, as a page says it."""
    match standing.course:
        case Course.LATE:
            return Sign("late", _span(standing.days, late=True))
        case Course.AT_RISK:
            return Sign("caution", risk_words(standing.risk))
        case Course.DONE:
            return Sign("kept", _("Done"))
        case Course.STOPPED:
            return Sign("closed", _("Stopped"))
        case Course.STARTING:
            return Sign("due", _("Starts soon"))
    return Sign("keeping", _span(-standing.days, late=False) if standing.days else _("On time"))


def how_far(activity: Activity, *, on: date) -> Sign:
    """Return how far an activity is; late where its last day is over."""
    glyph = activity.sign(on=on)
    return Sign(glyph, _("Late") if glyph == "late" else str(activity.get_state_display()))


def sign_of_promise(promise: Commitment, *, on: date) -> Sign:
    """Return how a commitment stands: late only where it was accepted; a proposal whose day is over waits for the other side."""
    glyph = promise.sign(on=on)
    if promise.days_late(on=on):
        return Sign(glyph, _("Late"))
    if promise.state == Commitment.State.PROPOSED and promise.due < on:
        return Sign(glyph, _("Waits to be accepted"))
    return Sign(glyph, str(promise.get_state_display()))


def risk_words(risk: Risk | None) -> str:
    """Return why an activity is at risk."""
    return {
        Risk.NOBODY_LEADS: _("Nobody leads it yet"),
        Risk.NOT_BEGUN: _("Should have begun"),
        Risk.SILENT: _("Nothing logged for six weeks"),
        Risk.WAITS_FOR_LATE: _("Waits for something late"),
        None: "",
    }[risk]


def holes_found(plan: PlanRead) -> list[Finding]:
    """Say where nobody is."""
    names = {one.pk: one for one in plan.strategies}
    found = [
        Finding(
            local(names[key].title),
            _("Nobody leads anything for this strategy. Ask who could begin, or say that it must wait."),
            [names[key].record],
            "strategy",
        )
        for key in plan.holes.strategies
    ]
    for key in plan.holes.activities:
        row = plan.activities[key]
        for_what = local(row.strategy.title) if row.strategy else ""
        words = _("“{strategy}” needs it and nobody leads it yet.") if for_what else _("Nobody leads it yet.")
        found.append(Finding(str(row), words.format(strategy=for_what), [row.record], "activity"))
    return found


def overlaps_found(plan: PlanRead) -> list[Finding]:
    """Say who does the same for the same people at the same place: a reason to talk, not an alarm."""
    return [
        _overlap(plan.activities[one.one], plan.activities[one.other], one.is_spoken_of)
        for one in plan.overlaps
    ]


def lone_found(plan: PlanRead) -> list[Finding]:
    """Say what stands alone."""
    words = _(
        "Nobody helps {partner} with it, and it hands nothing on. Does it lean on something, or does something lean on it?"
    )
    rows = [plan.activities[key] for key in plan.lone]
    return [Finding(str(row), words.format(partner=_lead(row)), [row.record], "activity") for row in rows]


def leaving_found(plan: PlanRead, found: Leaving, partner: str) -> list[Finding]:
    """Say what happens to each activity when a partner leaves."""
    told: list[Finding] = []
    for key in found.strategies_empty:
        strategy = next(one for one in plan.strategies if one.pk == key)
        words = _("Nobody but {partner} leads anything for it.").format(partner=partner)
        told.append(Finding(local(strategy.title), words, [strategy.record], "strategy"))
    for keys, words in (
        (found.without_lead, _("Nobody leads it then.")),
        (found.without_help, _("It loses the help of {partner}.").format(partner=partner)),
        (found.waiting, _("It waits for something that {partner} leads.").format(partner=partner)),
    ):
        rows = [plan.activities[key] for key in keys]
        told += [Finding(str(row), words, [row.record], "activity") for row in rows]
    return told


def network_words(links: int, missing: int, partners: int) -> str:
    """Return what the picture of the hand-offs shows."""
    words = ngettext(
        "Map of {count} hand-off among {partners} partners",
        "Map of {count} hand-offs among {partners} partners",
        links,
    ).format(count=links, partners=partners)
    if not missing:
        return _("{map}. The same list follows as a table.").format(map=words)
    more = ngettext("{count} of them missing", "{count} of them missing", missing).format(count=missing)
    return _("{map}, {missing}. The same list follows as a table.").format(map=words, missing=more)


def look_of(link: Link) -> str:
    """Return how a hand-off is drawn: dotted where it is missing, thick where something is shared, dashed for the same people."""
    if link.quality == Link.Quality.MISSING:
        return "x"
    if link.kind == Link.Kind.SHARES_SPACE:
        return "s"
    return "d" if link.kind in (Link.Kind.SHARES_PARTICIPANTS, Link.Kind.DUPLICATES) else "r"


def kind_seen_from(link: Link, activity: Activity) -> str:
    """Return how an activity at one end of a hand-off stands to the one at its other end."""
    turned = TURNED_ROUND.get(Link.Kind(link.kind)) if link.target_id == activity.pk else None
    return str(turned or link.get_kind_display())


def quality_sign(link: Link) -> Sign:
    """Return how well a hand-off works, as a page says it."""
    signs = {
        Link.Quality.GOOD: "kept",
        Link.Quality.SLOW: "late",
        Link.Quality.MISSING: "gap",
        Link.Quality.UNTRIED: "due",
    }
    return Sign(signs[Link.Quality(link.quality)], str(link.get_quality_display()))


def _overlap(one: Activity, other: Activity, is_spoken_of: bool) -> Finding:
    same = _("{one} and {other} both do something for “{strategy}”, for the same people, at {place}.").format(
        one=_lead(one),
        other=_lead(other),
        strategy=local(one.strategy.title) if one.strategy else "",
        place=one.place,
    )
    talk = (
        _("They have said how they share it.")
        if is_spoken_of
        else _("Talk it over: who goes on, who does something else, or what do you share?")
    )
    room = one.strategy.record if one.strategy and not is_spoken_of else None
    return Finding(f"{one} · {other}", f"{same} {talk}", [one.record, other.record], "overlap", room)


def _lead(row: Activity) -> str:
    return row.lead.organization.name if row.lead else ""


def _span(days: int, *, late: bool) -> str:
    if days >= WEEKS:
        weeks = days // 7
        many = ngettext("{count} week late", "{count} weeks late", weeks) if late else ngettext("Due in {count} week", "Due in {count} weeks", weeks)  # fmt: skip
        return many.format(count=weeks)
    if not late and days == 0:
        return _("Due today")
    many = ngettext("{count} day late", "{count} days late", days) if late else ngettext("Due in {count} day", "Due in {count} days", days)  # fmt: skip
    return many.format(count=days)
