"""The words of votes: rules, answers, what a line still asks for, where a decision stands. All of them can be translated."""

from __future__ import annotations

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.rules.duties import SHARES
from engagement.rules.methods import (
    Approval,
    Base,
    Budget,
    Consensus,
    Consent,
    Dots,
    FistToFive,
    Irv,
    Majority,
    Rule,
    Score,
    Star,
    Stv,
    Supermajority,
)
from engagement.rules.modifiers import ClassAgreement, CountedBy, Modifiers, Quorum, TakingPart
from engagement.rules.requirements import Need, Requirement
from initiatives.models import Seat

STANCES: dict[str, Promise] = {
    "support": gettext_lazy("I support it"),
    "reservations": gettext_lazy("I support it, with reservations"),
    "stand_aside": gettext_lazy("I stand aside"),
    "block": gettext_lazy("I have a concern that must be resolved"),
    "no_concern": gettext_lazy("I have no concern"),
    "concern": gettext_lazy("I have a concern and can live with it"),
    "objection": gettext_lazy("I have a concern that must be resolved"),
    "0": gettext_lazy("0 fingers: it must not happen"),
    "1": gettext_lazy("1 finger: I have serious doubts"),
    "2": gettext_lazy("2 fingers: I have doubts"),
    "3": gettext_lazy("3 fingers: I can live with it"),
    "4": gettext_lazy("4 fingers: it is good"),
    "5": gettext_lazy("5 fingers: it is just right"),
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "abstain": gettext_lazy("I abstain"),
}
STATES: dict[str, str] = {  # the shape that stands beside the state
    "noticed": "due", "deliberating": "due", "open": "open", "closed": "keeping", "tallied": "keeping", "adopted": "kept",
    "in_force": "kept", "reaffirmed": "kept", "not_adopted": "closed", "no_quorum": "closed", "blocked": "late",
    "mediation": "late", "escalated": "due", "withdrawn": "waived", "lapsed": "closed", "review_due": "due",
    "revised": "closed", "ended": "closed",
}  # fmt: skip
BASES: dict[Base, Promise] = {
    Base.CAST: gettext_lazy("of everybody who votes"),
    Base.DECIDED: gettext_lazy("of those who vote yes or no"),
    Base.PRESENT: gettext_lazy("of everybody who is present"),
    Base.ELIGIBLE: gettext_lazy("of everybody who may vote"),
}


def spoken(share: Fraction) -> str:
    """Return a share in words, within a sentence: half, two thirds, 3 of every 5."""
    if share in SHARES:
        return _(SHARES[share])
    return _("{part} of every {whole}").format(part=share.numerator, whole=share.denominator)


def begun(sentence: str) -> str:
    """Return a sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]


def rule_words(rule: Rule) -> str:
    """Return when something passes, in one sentence."""
    match rule:
        case Consensus() | Consent():
            return _without_concern(rule)
        case FistToFive() | Majority() | Supermajority():
            return _with_share(rule)
        case Budget():
            return _(
                "Everybody spreads {points} points. What gets most is paid first, until the money is spent."
            ).format(points=rule.points)
        case Approval() | Score() | Dots():
            return _ranked(rule)
        case Star():
            return _(
                "Everybody gives 0 to 5 stars. Of the two with most stars, the one that more people prefer is chosen."
            )
        case Irv():
            return _(
                "Everybody puts the options in order. The last one leaves, until one has more than half."
            )
        case Stv():
            return _(
                "Everybody puts the options in order. {seats} are chosen by single transferable vote."
            ).format(seats=rule.seats)


def _without_concern(rule: Consensus | Consent) -> str:
    if isinstance(rule, Consent):
        return _("It passes when no concern that must be resolved is left at the end.")
    return _(
        "It passes when nobody has a concern that must be resolved, and at most {limit} stand aside."
    ).format(limit=rule.stand_aside_limit)


def _with_share(rule: FistToFive | Majority | Supermajority) -> str:
    base = BASES[rule.base]
    if isinstance(rule, Majority):
        return _("It passes with more than half {base}.").format(base=base)
    share = spoken(rule.share)
    if isinstance(rule, Supermajority):
        words = (
            _("It passes with more than {share} {base}.")
            if rule.is_strict
            else _("It passes with {share} {base}.")
        )
        return words.format(share=share, base=base)
    return _(
        "It passes when {share} {base} show 3 fingers or more, and nobody shows fewer than {floor}."
    ).format(share=share, base=base, floor=rule.floor)


def _ranked(rule: Approval | Score | Dots) -> str:
    if isinstance(rule, Approval):
        words = ngettext(
            "Everybody marks what they can agree to. Chosen is the one that most marked.",
            "Everybody marks what they can agree to. Chosen are the {winners} that most marked.",
            rule.winners,
        )
        return words.format(winners=rule.winners)
    if isinstance(rule, Score):
        words = ngettext(
            "Everybody gives each option 0 to {top}. Chosen is the one with most.",
            "Everybody gives each option 0 to {top}. Chosen are the {winners} with most.",
            rule.winners,
        )
        return words.format(top=rule.top, winners=rule.winners)
    words = ngettext(
        "Everybody spreads {points} points. Chosen is the one with most.",
        "Everybody spreads {points} points. Chosen are the {winners} with most.",
        rule.winners,
    )
    return words.format(points=rule.points, winners=rule.winners)


def modifier_words(modifiers: Modifiers) -> list[str]:
    """Return what is asked beside the rule, a sentence each."""
    found = [_quorum(one) for one in modifiers.quorums]
    found += [_agreement(one) for one in modifiers.class_agreements]
    if modifiers.opening_floor is not None:
        floor = modifiers.opening_floor
        found.append(
            _("It opens only while {who} hold {share} of the filled seats.").format(
                who=classes(floor.seat_classes), share=spoken(floor.share)
            )
        )
    if modifiers.is_by_organisation:
        found.append(_("Each organisation has one vote, however many seats it holds."))
    if modifiers.are_vacancies_counted:
        found.append(_("Empty seats count as seats that did not vote."))
    if modifiers.fallback is not None:
        found.append(
            _("If a concern stays after mediation, everybody votes anew: {rule}").format(
                rule=rule_words(modifiers.fallback)
            )
        )
    return found


def _quorum(quorum: Quorum) -> str:
    needed = spoken(quorum.needed) if isinstance(quorum.needed, Fraction) else str(quorum.needed)
    voted = quorum.by is TakingPart.VOTED
    if quorum.seat_classes:
        words = _("{needed} of {who} must vote.") if voted else _("{needed} of {who} must be present.")
        return begun(words.format(needed=needed, who=classes(quorum.seat_classes)))
    if quorum.counted is CountedBy.MEMBERS:
        words = (
            _("{needed} of the organisations and people must vote.")
            if voted
            else _("{needed} of the organisations and people must be present.")
        )
        return begun(words.format(needed=needed))
    words = (
        _("{needed} of those who may vote must do so.")
        if voted
        else _("{needed} of those who may vote must be present.")
    )
    return begun(words.format(needed=needed))


def _agreement(asked: ClassAgreement) -> str:
    words = (
        _("{who} must agree as well: more than {share} {base}.")
        if asked.is_strict
        else _("{who} must agree as well: {share} {base}.")
    )
    said = words.format(who=classes(asked.seat_classes), share=spoken(asked.share), base=BASES[asked.base])
    return begun(said)


def classes(seat_classes: tuple[str, ...]) -> str:
    """Return kinds of seat as a subject: community and youth seats."""
    names = dict(Seat.SeatClass.choices)
    said = [str(names.get(one, one)).lower() for one in seat_classes]
    return _("{kinds} seats").format(kinds=_(" and ").join(said))


def line_words(line: Requirement) -> str:
    """Return a requirement with its numbers in words, or only what it asks where its numbers are kept back."""
    who = begun(classes(line.seat_classes)) if line.seat_classes else ""
    told, kept_back = _PATTERNS[line.need]
    if line.is_withheld:
        return str(kept_back).format(who=who)
    return str(told).format(who=who, have=line.have, base=line.base, needed=line.needed)


_PATTERNS: dict[Need, tuple[Promise, Promise]] = {
    Need.OPENING_FLOOR: (
        gettext_lazy("{who}: {have} of {base} filled seats, {needed} needed to open"),
        gettext_lazy("{who}: enough seats are filled to open"),
    ),
    Need.QUORUM: (
        gettext_lazy("Quorum: {have} of {base} took part, {needed} needed"),
        gettext_lazy("Quorum: enough took part"),
    ),
    Need.CLASS_QUORUM: (
        gettext_lazy("{who}: {have} of {base} took part, {needed} needed"),
        gettext_lazy("{who}: enough took part"),
    ),
    Need.NO_BLOCK: (
        gettext_lazy("Concerns that must be resolved: {have}, none allowed"),
        gettext_lazy("No concern that must be resolved"),
    ),
    Need.STAND_ASIDES: (
        gettext_lazy("Stood aside: {have}, at most {needed} allowed"),
        gettext_lazy("Few stood aside"),
    ),
    Need.SUPPORT: (
        gettext_lazy("Support: {have} of {base} who voted, {needed} needed"),
        gettext_lazy("Somebody supports it"),
    ),
    Need.NO_OBJECTION: (
        gettext_lazy("Concerns not yet resolved: {have}, none allowed"),
        gettext_lazy("No concern that is not yet resolved"),
    ),
    Need.NOBODY_BELOW: (
        gettext_lazy("Below the floor: {have}, none allowed"),
        gettext_lazy("Nobody is below the floor"),
    ),
    Need.AGREEMENT: (
        gettext_lazy("Agreed: {have} of {base}, {needed} needed"),
        gettext_lazy("Enough agreed"),
    ),
    Need.CLASS_AGREEMENT: (
        gettext_lazy("{who}: {have} of {base} agreed, {needed} needed"),
        gettext_lazy("{who}: enough agreed"),
    ),
    Need.CHOICE: (gettext_lazy("{have} chosen, {needed} needed"), gettext_lazy("Options are chosen")),
}
