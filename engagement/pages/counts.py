"""A count as its page shows it: the outcome of the published JSON in the words of the ballot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagement.models import Decision, DecisionOption
from engagement.pages.vote_words import STANCES, line_words
from engagement.pages.votes import Line
from engagement.rules.requirements import Need, Requirement

STATUSES: dict[str, tuple[str, Promise]] = {
    "adopted": ("kept", _("Adopted")),
    "not_adopted": ("closed", _("Not adopted")),
    "no_quorum": ("closed", _("Too few took part")),
    "blocked": ("late", _("A concern must be resolved")),
    "tied": ("due", _("A tie")),
}
BROKEN: dict[str, Promise] = {
    "earlier_stage": _("told apart by an earlier round"),
    "head_to_head": _("told apart head to head"),
    "higher_score": _("told apart by more stars in all"),
    "most_top_scores": _("told apart by more top scores"),
    "body": _("broken by the group"),
    "lot": _("broken by the public lot"),
    "no_difference": _("makes no difference"),
    "open": _("not broken yet"),
}
HAPPENINGS: dict[str, Promise] = {
    "elected": _("chosen"),
    "excluded": _("leaves"),
    "surplus": _("passes its surplus on"),
    "finalist": _("goes to the final"),
    "funded": _("paid"),
    "too_dear": _("costs more than is left"),
}
MONEY: dict[str, Promise] = {"spent": _("Spent"), "left": _("Left")}
ASIDE: dict[str, Promise] = {
    "recused": _("stepped aside"),
    "organisation_split": _("seats of one organisation that share a vote differed"),
    "organisation_counted": _("its organisation’s one vote is counted already"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its amount as it is published, its part of the longest in percent, whether it was chosen."""

    name: str
    amount: str
    percent: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """What stands under a head after a round: votes or points as published, or a sum of money."""

    head: str
    votes: str = ""
    money: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One round of a count: amounts in the order of the heads, each with its head, and what happened."""

    number: int
    amounts: list[Amount]
    happened: list[str]
    left_over: str


@dataclass(frozen=True, slots=True)
class CountPage:
    """What a count found, in words."""

    sign: str
    word: Promise
    eligible: int
    present: int
    cast: int
    bars: list[Bar]
    lines: list[Line]
    heads: list[str]
    stages: list[Stage]
    ties: list[str]
    aside: list[str]
    winners: list[str]
    spoilt: int


def count_of(decision: Decision, options: Iterable[DecisionOption]) -> CountPage | None:
    """Return the count of a decision with the options of its ballot; None where there is none to be told."""
    if decision.result is None:
        return None
    found = decision.result["outcome"]
    names = names_of(options)
    sign, word = STATUSES[found["status"]]
    heads = list(dict.fromkeys(key for stage in found["rounds"] for key, _amount in stage["amounts"]))
    return CountPage(
        sign=sign,
        word=word,
        eligible=found["eligible"],
        present=found["present"],
        cast=found["cast"],
        bars=bars_of(found, names),
        lines=lines_of(found),
        heads=[_head(key, names) for key in heads],
        stages=[_stage(stage, heads, names) for stage in found["rounds"]],
        ties=[_tie(tie, names) for tie in found["ties"]],
        aside=[f"{one['voter']}: {ASIDE[one['why']]}" for one in found["set_aside"]],
        winners=[names.get(key, key) for key in found["winners"]],
        spoilt=decision.sheets.filter(is_spoilt=True).count() if decision.is_secret else 0,
    )


def names_of(options: Iterable[DecisionOption]) -> dict[str, str]:
    """Return the options of a ballot by the keys under which they are published."""
    return {one.key: str(one) for one in options}


def lines_of(found: dict[str, Any]) -> list[Line]:
    """Return what the rule asked for, each with its numbers in words."""
    return [Line(line_words(_line(one)), one["is_met"]) for one in found["requirements"]]


def bars_of(found: dict[str, Any], names: dict[str, str]) -> list[Bar]:
    """Return the options with what they got; without options, the answers."""
    if found["standings"]:
        rows = [
            (names.get(one["option"], one["option"]), one["amount"], one["is_chosen"])
            for one in found["standings"]
        ]
    else:
        rows = [(str(STANCES.get(key, key)), str(times), False) for key, times in found["counts"]]
    longest = max([float(amount) for _name, amount, _chosen in rows] or [0])
    return [
        Bar(name, amount, f"{100 * float(amount) / longest:.1f}%" if longest else "0%", chosen)
        for name, amount, chosen in rows
    ]


def _line(said: dict[str, Any]) -> Requirement:
    return Requirement(
        Need(said["need"]),
        said["is_met"],
        said["have"],
        said["base"],
        said["needed"],
        tuple(said["seat_classes"]),
    )


def _stage(stage: dict[str, Any], heads: list[str], names: dict[str, str]) -> Stage:
    amounts = dict(stage["amounts"])
    happened = [f"{names.get(key, key)} {HAPPENINGS[what]}" for what, key in stage["happened"]]
    shown = [_amount(key, amounts.get(key, ""), names) for key in heads]
    return Stage(stage["number"], shown, happened, stage["not_transferable"])


def _head(key: str, names: dict[str, str]) -> str:
    return names.get(key) or str(MONEY.get(key, key))


def _amount(key: str, amount: str, names: dict[str, str]) -> Amount:
    """Return an amount as people read it: money is counted in cents."""
    if key not in MONEY or not amount:
        return Amount(_head(key, names), votes=amount)
    return Amount(_head(key, names), money=Decimal(amount) / 100)


def _tie(tie: dict[str, Any], names: dict[str, str]) -> str:
    between = ", ".join(names.get(key, key) for key in tie["options"])
    chosen = ", ".join(names.get(key, key) for key in tie["chosen"])
    how = str(BROKEN[tie["broken"]])
    return f"{between}: {how}" + (f" ({chosen})" if chosen else "")
