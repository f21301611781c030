"""Files of more rows than a page can wait for: checked and published in the background, with progress."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.jobs import enqueue, running
from initiatives.models import JobRun, Person
from initiatives.rules.refusals import RuleBroken
from measurement.actions.imports import note_check, publish_import
from measurement.actions.policy import current_policy
from measurement.actions.releases import Words
from measurement.imports import Corrections, Decisions, check
from measurement.imports.sentences import troubles_of
from measurement.models import Import
from measurement.preparation import prepare

LARGE = 20_000  # rows


def is_large(import_: Import) -> bool:
    """Whether a file is worked on in the background."""
    return int(import_.report.get("rows", 0)) > LARGE


@transaction.atomic
def ask_for_check(*, import_: Import, decisions: Decisions, corrections: Corrections, by: Person) -> JobRun:
    """Keep what was decided about a large file and have it checked; each set of decisions is checked once."""
    import_.plan, import_.corrections = decisions.as_json(), corrections.as_json()
    attempt = int(import_.report.get("attempt", 0)) + 1
    import_.report = {"rows": import_.report.get("rows", 0), "attempt": attempt}
    import_.save(update_fields=["plan", "corrections", "report"])
    key = f"{import_.record.number}:{attempt}"
    return enqueue("measurement.check_import", key=key, by=by, queue="imports", import_id=import_.pk)


@transaction.atomic
def ask_for_publishing(*, import_: Import, note: Words, by: Person) -> JobRun:
    """Have a large file published; asking twice is asking once."""
    key = f"{import_.record.number}:{import_.report.get('attempt', 0)}"
    words: dict[str, Any] = {**note}
    return enqueue(
        "measurement.publish_import", key=key, by=by, queue="imports", import_id=import_.pk, note=words
    )


def latest_run(import_: Import) -> JobRun | None:
    """Return the job that was last asked for about a file."""
    runs = JobRun.objects.filter(task__startswith="measurement.", arguments__import_id=import_.pk)
    return runs.select_related("pulse").order_by("-asked_at", "-pk").first()


def run_check(*, run_id: int) -> None:
    """Check a large file and note what was found and what publishing would change."""
    with running(run_id) as held:
        if held is None:
            return
        run, tell = held
        import_ = Import.objects.select_related("indicator").get(pk=run.arguments["import_id"])
        tell(_("Reading the rows"), 10)
        checked = check(import_)
        tell(_("Comparing with the figures that count now"), 60)
        prepared = prepare(
            checked.table, indicator=import_.indicator, policy=current_policy(), same_policy=False
        )
        note_check(
            import_,
            checked,
            attempt=import_.report.get("attempt", 0),
            troubles=[{**asdict(one), "rows": list(one.rows[:4])} for one in troubles_of(checked)],
            added=len(prepared.comparison.added),
            changed=len(prepared.comparison.changed),
            same=prepared.comparison.same,
            hidden=len(prepared.hidden()),
        )


def run_publishing(*, run_id: int) -> None:
    """Publish a large file; a refusal is kept with the import for its page."""
    with running(run_id) as held:
        if held is None:
            return
        run, tell = held
        import_ = Import.objects.select_related("indicator__record", "release").get(
            pk=run.arguments["import_id"]
        )
        tell(_("Writing the figures"), 20)
        try:
            publish_import(import_=import_, note=run.arguments["note"], by=_asker(run))
        except RuleBroken as refusal:
            import_.refresh_from_db(fields=["report"])
            import_.report = {**import_.report, "refusal": refusal.sentence}
            import_.save(update_fields=["report"])


def _asker(run: JobRun) -> Person:
    if run.asked_by is None:
        raise RuleBroken(_("Nobody asked for this."))
    return run.asked_by
