"""Logging that an activity took place: public at once, changed for a week, corrected visibly after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Activity, ActivityLog, Category, LoggedGroup, Membership, Person, Record
from initiatives.record import record
from initiatives.rules.activity_logs import Counted, LogProblem, is_editable, kept_hours, problem_of
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
COUNTED = ("happened_on", "people", "hours", "note")


@dataclass(frozen=True, slots=True)
class Happening:
    """What took place: which activity, on which day, how many people came, how many of which group, hours, words."""

    activity: Activity
    happened_on: date
    people: int | None = None
    hours: Decimal | None = None
    note: Texts = field(default_factory=dict)
    groups: Mapping[Category, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take hours as they are kept, so that the same told twice is the same."""
        object.__setattr__(self, "hours", kept_hours(self.hours))


@transaction.atomic
def log_activity(*, happening: Happening, membership: Membership, by: Person) -> ActivityLog:
    """Write down that an activity took place. What was planned and is logged is under way from then on."""
    _check(happening)
    made = _made(happening, membership, by)
    record("activity.logged", by=by, about=made)
    _begin(happening, by)
    return made


@transaction.atomic
def change_log(*, log: ActivityLog, happening: Happening, by: Person) -> None:
    """Change what was logged within a week. Raises RuleBroken later: then it is corrected."""
    found = ActivityLog.objects.select_for_update(of=("self",)).select_related("record").get(pk=log.pk)
    _refuse_corrected(found)
    if not is_editable(found.logged_at, now=clock.now()):
        raise RuleBroken(_("It is older than a week. Correct it, and say why: the old words stay."))
    _check(happening)
    _check_carried(found, happening)
    for name in (*COUNTED, "activity"):
        setattr(found, name, getattr(happening, name))
    found.save(update_fields=[*COUNTED, "activity"])
    found.groups.all().delete()
    _keep_groups(found, happening)
    found.record.part_of = happening.activity.record  # what hides the activity hides what is logged of it
    found.record.save(update_fields=["part_of"])
    change_record(found.record, title=_title(happening))
    record("activity.log_changed", by=by, about=found)


@transaction.atomic
def correct_log(*, log: ActivityLog, happening: Happening, because: Texts, by: Person) -> ActivityLog:
    """Put a correction in the place of what was logged; both stay to be read, with the reason."""
    found = ActivityLog.objects.select_for_update(of=("self",)).select_related("record").get(pk=log.pk)
    _refuse_corrected(found)
    if not has_words(because):
        raise RuleBroken(_("Say why it was wrong. Everybody reads it."), field="because")
    _check(happening)
    _check_carried(found, happening)
    made = _made(happening, found.membership, by, corrects=found, corrected_because=because)
    change_record(found.record, state=Record.State.SUPERSEDED)
    record("activity.log_corrected", by=by, about=made)
    return made


def problem_words(problem: LogProblem) -> tuple[str, str]:
    """Return the field that a problem concerns and its sentence."""
    return {
        LogProblem.IN_THE_FUTURE: ("happened_on", _("This day is still to come. Log it when it has happened.")),
        LogProblem.TOO_OLD: ("happened_on", _("This is more than a year ago. Choose a later day.")),
        LogProblem.TOO_MANY: ("people", _("This is more than a million people. Type it again.")),
        LogProblem.NO_HOURS: ("hours", _("Hours lie between 0 and 9,999. Leave it empty if you did not count.")),
        LogProblem.GROUPS_EXCEED: ("people", _("The groups add up to more people than came. Look at both.")),
        LogProblem.GROUPS_WITHOUT_WHOLE: ("people", _("Say how many came in all, then how many of which group.")),
    }[problem]  # fmt: skip


def _made(
    happening: Happening,
    membership: Membership,
    by: Person,
    *,
    corrects: ActivityLog | None = None,
    corrected_because: Texts | None = None,
) -> ActivityLog:
    given = give_record(
        "activity_log",
        title=_title(happening),
        path="plan/log/{number}/",
        by=by,
        published=True,
        part_of=happening.activity.record,
    )
    made = ActivityLog.objects.create(
        record=given,
        activity=happening.activity,
        membership=membership,
        logged_at=clock.now(),
        logged_by=by,
        corrects=corrects,
        corrected_because=corrected_because or {},
        **{name: getattr(happening, name) for name in COUNTED},
    )
    _keep_groups(made, happening)
    return made


def _keep_groups(log: ActivityLog, happening: Happening) -> None:
    LoggedGroup.objects.bulk_create(
        LoggedGroup(log=log, category=category, people=people)
        for category, people in happening.groups.items()
    )


def _begin(happening: Happening, by: Person) -> None:
    """What takes place is under way, whoever forgot to say so."""
    if happening.activity.state != Activity.State.PLANNED:
        return
    rows = Activity.objects.select_for_update(of=("self",)).select_related("record")
    activity = rows.get(pk=happening.activity.pk)
    if activity.state != Activity.State.PLANNED:
        return
    activity.state, activity.state_changed_at, activity.state_changed_by = (
        Activity.State.UNDER_WAY, clock.now(), by,
    )  # fmt: skip
    if activity.starts_on is None or activity.starts_on > happening.happened_on:
        activity.starts_on = happening.happened_on
    activity.save(update_fields=["state", "state_changed_at", "state_changed_by", "starts_on"])
    change_record(activity.record)
    record("activity.begun", by=by, about=activity)


def _check(happening: Happening) -> None:
    by_dimension: dict[int, dict[int, int]] = {}
    for category, people in happening.groups.items():
        by_dimension.setdefault(category.dimension_id, {})[category.pk] = people
    counted = Counted(happening.happened_on, happening.people, happening.hours, by_dimension)
    today = clock.today(happening.activity.record.initiative.zone)
    if problem := problem_of(counted, today=today):
        name, words = problem_words(problem)
        raise RuleBroken(words, field=name)


def _check_carried(log: ActivityLog, happening: Happening) -> None:
    """A log moves only to an activity that its partner leads or helps; where it stands it may always be put right."""
    moved = happening.activity.pk != log.activity_id
    carried = Activity.objects.filter(pk=happening.activity.pk).carried_by({log.membership_id})
    if moved and not carried.exists():
        raise RuleBroken(_("This partner does not carry that activity."), field="activity")


def _refuse_corrected(log: ActivityLog) -> None:
    if log.record.state == Record.State.SUPERSEDED:
        raise RuleBroken(_("A correction stands in its place. Correct that one."))


def _title(happening: Happening) -> Texts:
    titles: Texts = {}
    for language, text in happening.activity.title.items():
        with override(language):
            day = date_format(happening.happened_on, _("j F Y"))
        titles[language] = f"{text[:170]}, {day}"
    return titles
