"""Releases: the unit of publishing figures. One is undone by a withdrawing one; nothing is ever taken out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.identity import give_record
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.ledger import Json, merkle_root
from initiatives.rules.refusals import RuleBroken
from measurement.actions.indicators import publish_indicator
from measurement.actions.policy import policy_in_force
from measurement.figures import Row, Shelf, cell_names, store
from measurement.models import DisclosurePolicy, Indicator, Release
from measurement.preparation import Prepared, prepare
from measurement.rules.changes import Leaves, Table
from measurement.scoring import recompute

_RELEASE_LOCK = 73
Words = dict[str, str]


@transaction.atomic
def publish_table(*, table: Table, indicator: Indicator, note: Words, by: Person) -> Release:
    """Publish figures as the next release of an indicator, which becomes public with them if it was a draft.

    Figures that are live already add nothing; RuleBroken when nothing at all would change. What may be shown is
    decided here, over all cells of the periods and everything ever published of them. The root in the ledger is over
    the rows as readers see them, ordered by time and cell (`measurement.rules.changes.Leaves`).
    """
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
    publish_indicator(indicator=indicator, by=by)
    rows = prepared.rows()
    counts = _counts(prepared, rows)
    release = _make_release(indicator, policy, note, by, merkle_root=_root(rows), **counts)
    store(rows, indicator=indicator, release_id=release.pk)
    record("release.published", by=by, about=release, facts={**_facts(release), **counts})
    recompute(indicator=indicator, shelf=None if last else prepared.after(Shelf()))
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
    if not any(text.strip() for text in reason.values()):
        raise RuleBroken(_("Say why this release is taken back. Everybody will read it."), field="reason")
    _may_be_withdrawn(release)
    policy = policy_in_force(by=by)
    withdrawing = _make_release(indicator, policy, reason, by, merkle_root=merkle_root([]), withdraws=release)
    facts: dict[str, Json] = {**_facts(withdrawing), "withdrawn": release.number, "indicator": indicator.slug}
    record("release.withdrawn", by=by, about=withdrawing, facts=facts)
    recompute(indicator=indicator)
    return withdrawing


def wait_for_turn(indicator: Indicator) -> None:
    """Let releases of one indicator follow one another; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_RELEASE_LOCK, indicator.pk % 2**31])


def undo_until(release: Release) -> datetime:
    """Return when a release can no longer be undone."""
    return release.published_at + timedelta(hours=float(rule_value("undo_hours")))


def _may_be_withdrawn(release: Release) -> None:
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
            ).format(number=release.number, hours=int(rule_value("undo_hours")))
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


def _root(rows: list[Row]) -> str:
    names, leaves = cell_names({row.categories for row in rows}), Leaves()
    return merkle_root(
        [leaves.leaf(row.period, names[row.categories], row.figure, row.publication) for row in rows]
    )


def _facts(release: Release) -> dict[str, Json]:
    return {
        "number": release.number,
        "policy": release.policy.version,
        "root": release.merkle_root,
    }
