"""The rules behind every word about figures, as readers find them: from the same numbers that the rules use."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from measurement.rules.curve import NEW_FIGURES
from measurement.rules.forecast import DAMPING, FEWEST, FURTHEST, WINDOW
from measurement.rules.quality import GRADE_RULE
from measurement.rules.trend import RUN_RULE
from measurement.wording import grade_meaning, grade_word


@dataclass(frozen=True, slots=True)
class PublishedRule:
    """One word and when it is said."""

    word: str
    when: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rules about one thing, with an anchor to link to."""

    anchor: str
    heading: str
    lead: str
    rules: list[PublishedRule]


def rule_books() -> list[RuleBook]:
    """Return all published rules, in the order in which a page says their words."""
    return [_directions(), _forecasts(), _targets(), _gaps(), _grades()]


def _directions() -> RuleBook:
    numbers = {"run": RUN_RULE.run, "points": RUN_RULE.points, "before": RUN_RULE.points_before}
    rules = [
        PublishedRule(
            _("Getting better, getting worse"),
            _(
                "The latest figures, at least {run} figures, all go one way. Or the latest one lies outside what at "
                "least {before} figures before it let expect: their mean, give or take {spread} times their usual step."
            ).format(**numbers, spread=RUN_RULE.spread),
        ),
        PublishedRule(
            _("No clear change"),
            _("Neither is so, or the likely ranges of the first and the last figure overlap: within noise."),
        ),
        PublishedRule(
            _("Too early to tell"), _("There are fewer than {points} comparable figures.").format(**numbers)
        ),
        PublishedRule(
            _("Missing years and new methods"),
            _(
                "A figure that stays the same neither adds to a row nor ends it. A row may pass a missing period or a "
                "new way of counting that calls for caution; both are named beside it. It never passes one that "
                "makes figures incomparable."
            ),
        ),
        PublishedRule(
            _("Likely range"),
            _(
                "Where the source gives the counts: Wilson’s interval for percentages, Byar’s for rates and counts, "
                "both at 95 percent. Where two ranges overlap, a difference may be chance."
            ),
        ),
    ]
    lead = _("Which way an indicator goes, and when we say so.")
    return RuleBook("directions", _("Direction"), lead, rules)


def _forecasts() -> RuleBook:
    rules = [
        PublishedRule(
            _("At today’s pace"),
            _(
                "A straight line through the latest {window} comparable figures, at least {fewest}, with the range in "
                "which a new figure should fall. At most {furthest} periods ahead, and only where the direction is clear."
            ).format(window=WINDOW, fewest=FEWEST, furthest=FURTHEST),
        ),
        PublishedRule(
            _("A frozen forecast"),
            _(
                "What the table expected on a day if nothing changed: as it is now, on in a straight line, on more "
                "slowly (each step is {percent} percent of the one before), or its own judgement. It is never changed afterwards."
            ).format(percent=round(DAMPING * 100)),
        ),
        PublishedRule(
            _("The curve is turned"),
            _(
                "The latest {count} figures are all better than the whole range of the frozen forecast, and none of "
                "their own likely ranges reaches into it. With fewer new figures it is too early to tell; across a "
                "break that makes figures incomparable it cannot be told."
            ).format(count=NEW_FIGURES),
        ),
    ]
    return RuleBook("forecasts", _("Forecast"), _("Where it leads if nothing changes."), rules)


def _targets() -> RuleBook:
    rules = [
        PublishedRule(
            _("Target met"), _("The latest figure reaches it; after its day, the figure of its day did.")
        ),
        PublishedRule(_("On course"), _("At today’s pace the figure that decides it will reach it.")),
        PublishedRule(
            _("Behind the pace"),
            _("At today’s pace it will not, or there is no clear change and it is not reached."),
        ),
        PublishedRule(_("Too early to tell"), _("There are fewer than four comparable figures.")),
        PublishedRule(
            _("Missed"),
            _("Its day has passed, and the figure of that day did not reach it. It stays on the page."),
        ),
        PublishedRule(
            _("Which figure decides"),
            _(
                "The one of the period in which its day lies, or of the period before when no more than a quarter of "
                "that period has passed by then."
            ),
        ),
    ]
    return RuleBook("targets", _("Target"), _("How a target stands. The next one is shown first."), rules)


def _gaps() -> RuleBook:
    rules = [
        PublishedRule(
            _("Widest gap"),
            _(
                "Between the best-off and the worst-off group of one grouping, in one period: the newest that two "
                "groups share."
            ),
        ),
        PublishedRule(
            _("Gap is closing"),
            _("Both the difference and the ratio of those left out have fallen since the first period read."),
        ),
        PublishedRule(_("Mixed"), _("One of the two fell, the other did not.")),
        PublishedRule(_("Gap is widening"), _("At least one of the two rose, and neither fell.")),
        PublishedRule(_("Gap has not moved"), _("Neither moved by as much as is printed.")),
        PublishedRule(
            _("Smaller only because the best-off group fell"),
            _("The best-off group lost at least as much as the worst-off gained."),
        ),
        PublishedRule(
            _("Against the plain mean of the others"),
            _(
                "The figure of the best-off group beside the mean of all other groups, each counted once whatever its "
                "size. It moves when any group moves, not only the one furthest behind."
            ),
        ),
        PublishedRule(
            _("Level with the best-off group"),
            _("How many people of a group would have to fare better for the rate of the best-off group."),
        ),
    ]
    return RuleBook("gaps", _("Gap"), _("Whether it is getting better for everyone."), rules)


def _grades() -> RuleBook:
    letters = [PublishedRule(grade_word(letter), grade_meaning(letter)) for letter in "ABCD"]
    points = PublishedRule(
        _("How it is added up"),
        _(
            "Correctness, completeness, consistency, timeliness: each is good (0 points), calls for caution (1) or is "
            "poor (2). No points are an A, up to {b} without a poor one a B, up to {c} a C, more a D. A figure is due "
            "{months} months after its period ends."
        ).format(b=GRADE_RULE.b, c=GRADE_RULE.c, months=GRADE_RULE.due_months),
    )
    return RuleBook("grades", _("Data quality"), _("How good the figures are."), [*letters, points])
