"""Releases: the unit of publishing figures. One is undone by a withdrawing one; nothing is ever taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import InForce, rule_in_force
from initiatives.identity import give_record
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.ledger import Json, merkle_root
from initiatives.rules.refusals import RuleBroken
from measurement.actions.indicators import publish_indicator
from measurement.actions.policy import policy_in_force
from measurement.actions.revisions import need_reason, note_revisions, refuse_locked
from measurement.figures import Row, Shelf, cell_names, store
from measurement.models import Calculation, DisclosurePolicy, Indicator, Release
from measurement.preparation import Prepared, prepare
from measurement.rules.changes import Leaves, Table
from measurement.scoring import recompute

UNDO_RULE = "undo_hours"
_RELEASE_LOCK = 73
Follower = Callable[[Indicator, Person], None]
_followers: list[Follower] = []
Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Coming:
    """The next release of an indicator, prepared and not published."""

    indicator: Indicator
    policy: DisclosurePolicy
    prepared: Prepared
    is_first: bool


@transaction.atomic
def publish_table(
    *,
    table: Table,
    indicator: Indicator,
    note: Words,
    by: Person,
    reason: Words | None = None,
    is_calculated: bool = False,
) -> Release:
    """Publish figures as the next release of an indicator, which becomes public with them if it was a draft.

    Figures that are live already add nothing; RuleBroken when nothing at all would change. What may be shown is
    decided here, over all cells of the periods and everything ever published of them. The root in the ledger is over
    the rows as readers see them, ordered by time and cell (`measurement.rules.changes.Leaves`). `reason` says why public
    figures are corrected; locked ones need it, for others the note stands in.
    """
    if not is_calculated:
        refuse_calculated(indicator)
    coming = prepare_release(table=table, indicator=indicator, by=by)
    return publish_prepared(coming=coming, note=note, by=by, reason=reason)


@transaction.atomic
def prepare_release(*, table: Table, indicator: Indicator, by: Person) -> Coming:
    """Say what the next release of an indicator would be; RuleBroken when nothing at all would change."""
    wait_for_turn(indicator)
    policy = policy_in_force(by=by)
    last = Release.objects.filter(indicator=indicator).order_by("-number").first()
    prepared = prepare(
        table,
        indicator=indicator,
        policy=policy,
        same_policy=last is not None and last.policy_id == policy.pk,
    )
    if prepared.is_empty:
        raise RuleBroken(
            _("Nothing would change: these figures are public already. There is no new release.")
        )
    return Coming(indicator, policy, prepared, is_first=last is None)


@transaction.atomic
def publish_prepared(*, coming: Coming, note: Words, by: Person, reason: Words | None = None) -> Release:
    """Publish what was prepared in this very transaction; see `publish_table`."""
    indicator, prepared = coming.indicator, coming.prepared
    need_reason(indicator, prepared, reason or {})
    publish_indicator(indicator=indicator, by=by)
    rows = prepared.rows()
    counts = _counts(prepared, rows)
    release = _make_release(indicator, coming.policy, note, by, merkle_root=_root(rows, prepared), **counts)
    store(rows, indicator=indicator, release_id=release.pk)
    record("release.published", by=by, about=release, facts={**_facts(release), **counts})
    note_revisions(release, reason or note, by=by)
    recompute(indicator=indicator, shelf=prepared.after(Shelf(), rows) if coming.is_first else None)
    _let_follow(indicator, by)
    return release


@transaction.atomic
def withdraw_release(*, release: Release, reason: Words, by: Person) -> Release:
    """Take back the last release of an indicator: the figures before it count again. The same again is the same.

    What was published stays known: it counts for the protection of small groups in every later release. RuleBroken
    without a reason, for a release that is not the last one, or after the hours in which it can be undone.
    """
    indicator = release.indicator
    wait_for_turn(indicator)
    if done := Release.objects.filter(withdraws=release).first():
        return done
    if not has_words(reason):
        raise RuleBroken(_("Say why this release is taken back. Everybody will read it."), field="reason")
    _may_be_withdrawn(release)
    policy = policy_in_force(by=by)
    withdrawing = _make_release(indicator, policy, reason, by, merkle_root=merkle_root([]), withdraws=release)
    facts: dict[str, Json] = {**_facts(withdrawing), "withdrawn": release.number, "indicator": indicator.slug}
    record("release.withdrawn", by=by, about=withdrawing, facts=facts)
    recompute(indicator=indicator)
    _let_follow(indicator, by)
    return withdrawing


def follows_releases(follower: Follower) -> Follower:
    """Register what happens in the same transaction after figures of an indicator were published or taken back."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def refuse_calculated(indicator: Indicator) -> None:
    """Raise RuleBroken for an indicator whose figures are calculated from others."""
    if Calculation.objects.filter(indicator=indicator).exists():
        raise RuleBroken(
            _("The figures of this indicator are calculated from others. Bring the figures of those instead.")
        )


def _let_follow(indicator: Indicator, by: Person) -> None:
    for follower in _followers:
        follower(indicator, by)


def wait_for_turn(indicator: Indicator) -> None:
    """Let releases of one indicator follow one another; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_RELEASE_LOCK, indicator.pk % 2**31])


def undo_until(release: Release) -> datetime:
    """Return when a release can no longer be undone, by the rule of the day on which it was published."""
    return undo_end(release, undo_rule_of(release).value)


def undo_rule_of(release: Release) -> InForce:
    """Return the rule by which a release can be undone: a later change does not reach back to it."""
    return rule_in_force(UNDO_RULE, at=release.published_at)


def undo_end(release: Release, hours: Decimal) -> datetime:
    """Return when a release can no longer be undone, by a rule that is at hand."""
    return release.published_at + timedelta(hours=float(hours))


def _may_be_withdrawn(release: Release) -> None:
    refuse_locked(release)
    last = Release.objects.standing().filter(indicator=release.indicator).order_by("-number").first()
    if release.withdraws_id or last is None or last.pk != release.pk:
        raise RuleBroken(
            _("Only the last release can be taken back. Take back release {number} first.").format(
                number=last.number if last else release.number
            )
        )
    if clock.now() > undo_until(release):
        raise RuleBroken(
            _(
                "Release {number} has been public for more than {hours} hours and may have been used. "
                "Publish the right figures as a correction instead; the old ones stay readable."
            ).format(number=release.number, hours=int(undo_rule_of(release).value))
        )


def _make_release(
    indicator: Indicator, policy: DisclosurePolicy, note: Words, by: Person, **values: object
) -> Release:
    number = (Release.objects.filter(indicator=indicator).aggregate(last=Max("number"))["last"] or 0) + 1
    title = {code: f"{text} · {number}" for code, text in indicator.name.items()}
    path = f"results/{indicator.slug}/data/#release-{number}"
    return Release.objects.create(
        record=give_record(
            "release", title=title, path=path, by=by, published=True, part_of=indicator.record
        ),
        indicator=indicator,
        number=number,
        note=note,
        policy=policy,
        published_at=clock.now(),
        published_by=by,
        **values,
    )


def _counts(prepared: Prepared, rows: list[Row]) -> dict[str, int]:
    return {
        "added": len(prepared.comparison.added),
        "changed": len(prepared.comparison.changed),
        "hidden": sum(row.publication.startswith("suppressed") for row in rows),
    }


def _root(rows: list[Row], prepared: Prepared) -> str:
    names, leaves = cell_names({row.categories for row in rows}), Leaves()
    told = prepared.told(rows)
    return merkle_root(
        [leaves.leaf(period, names[categories], figure, state) for period, categories, figure, state in told]
    )


def _facts(release: Release) -> dict[str, Json]:
    return {
        "number": release.number,
        "policy": release.policy.version,
        "root": release.merkle_root,
    }
