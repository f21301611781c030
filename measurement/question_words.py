"""What a rule found, as one question; and what a rule demands, as one sentence."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from charts.numbers import MINUS, rounded
from initiatives.models import local
from measurement.models import Indicator, ValidationRule
from measurement.rules.changes import plain
from measurement.rules.validation import Demand, Finding


def said(number: Decimal | None) -> str:
    """Print a number with the decimals that it has, two at most."""
    if number is None:
        return ""
    told = rounded(number, 2)
    digits = plain(told).partition(".")[2]
    return number_format(told, len(digits), use_l10n=True, force_grouping=True).replace("-", MINUS, 1)


def question_sentence(finding: Finding, *, other: str = "") -> str:
    """Return the one question about a figure; `other` names the indicator that a rule compares with."""
    found, low, high = said(finding.found), said(finding.low), said(finding.high)
    match finding.demand:
        case Demand.ODD if finding.likely is not None and finding.times is not None:
            return _slip(finding, found)
        case Demand.SUM_TO_TOTAL:
            return _("The groups add up to {found}, and the whole is {low}.").format(
                found=found, low=low if low == high else _("{low} to {high}").format(low=low, high=high)
            )
        case Demand.MONOTONE:
            return _("{found} is less than the {low} before, and this figure never goes back.").format(
                found=found, low=low
            )
        case Demand.ACROSS_MEASURES:
            return _("{found} is more than {high}, the figure of “{other}”.").format(
                found=found, high=high, other=other
            )
        case Demand.RATIO:
            return _("{found} does not fit “{other}”: {low} to {high} would.").format(
                found=found, other=other, low=low, high=high
            )
        case Demand.CHANGE_LIMIT:
            return _("{found} is a larger change than the rule allows: {low} to {high}.").format(
                found=found, low=low, high=high
            )
        case _:
            return _between(found, low, high)


def demands_of(indicator: Indicator) -> list[tuple[ValidationRule, str]]:
    """Return the rules in force of an indicator, each with what it demands."""
    rows = ValidationRule.objects.filter(indicator=indicator, ended_at__isnull=True).select_related("other")
    return [(row, demand_sentence(row)) for row in rows]


def demand_sentence(rule: ValidationRule) -> str:
    """Return what a rule demands."""
    low, high, tolerance = said(rule.low), said(rule.high), said(rule.tolerance)
    other = local(rule.other.name) if rule.other else ""
    match rule.kind:
        case ValidationRule.Kind.RANGE if rule.low is not None and rule.high is not None:
            return _("Lies between {low} and {high}").format(low=low, high=high)
        case ValidationRule.Kind.RANGE:
            words = _("Is at least {low}") if rule.low is not None else _("Is at most {high}")
            return words.format(low=low, high=high)
        case ValidationRule.Kind.SUM_TO_TOTAL:
            part = said((rule.tolerance or Decimal(0)) * 100)
            return _("Groups add up to the whole, within {part} of 100").format(part=part)
        case ValidationRule.Kind.MONOTONE:
            return _("Never goes back")
        case ValidationRule.Kind.CHANGE_LIMIT:
            return _("Changes by at most {tolerance} from one time to the next").format(tolerance=tolerance)
        case ValidationRule.Kind.RATIO:
            return _("Is {low} to {high} times “{other}”").format(low=low, high=high, other=other)
        case _:
            return _("Is not greater than “{other}”").format(other=other)


def _slip(finding: Finding, found: str) -> str:
    assert finding.times is not None  # noqa: S101 (the caller saw to it)
    likely = said(finding.likely)
    if finding.times > 1:
        words = _("{found} is about {times} times the figure before. Did you mean {likely}?")
        return words.format(found=found, times=said(finding.times), likely=likely)
    return _("{found} is about a {times}th of the figure before. Did you mean {likely}?").format(
        found=found, times=said(1 / finding.times), likely=likely
    )


def _between(found: str, low: str, high: str) -> str:
    if low and high:
        return _("{found} lies outside what was expected: {low} to {high}.").format(
            found=found, low=low, high=high
        )
    if low:
        return _("{found} is less than {low}, the least that was expected.").format(found=found, low=low)
    return _("{found} is more than {high}, the most that was expected.").format(found=found, high=high)
