"""Files of more rows than a page can wait for: checked and published in the background, with progress."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.jobs import enqueue, running
from initiatives.models import JobRun, Person
from initiatives.rules.refusals import RuleBroken
from measurement.actions.checks import need_reason_for
from measurement.actions.import_looks import note_look
from measurement.actions.imports import publish_import
from measurement.actions.releases import Words
from measurement.imports import check, look
from measurement.models import Import
from measurement.questions import MOST_ASKED, as_stored, findings_of, kept_findings


@transaction.atomic
def ask_for_publishing(
    *, import_: Import, note: Words, by: Person, why: Words | None = None, reason: Words | None = None
) -> JobRun:
    """Have a large file published; asking twice is asking once.

    Where figures ask a question, `why` says why they are right; `reason` why public figures are corrected.
    """
    need_reason_for(kept_findings(import_), why or {})
    key = f"{import_.record.number}:{import_.report.get('attempt', 0)}"
    words: dict[str, Any] = {"note": {**note}, "why": {**(why or {})}, "reason": {**(reason or {})}}
    return enqueue(
        "measurement.publish_import", key=key, by=by, queue="imports", import_id=import_.pk, **words
    )


def latest_run(import_: Import) -> JobRun | None:
    """Return the job that was last asked for about a file."""
    runs = JobRun.objects.filter(task__startswith="measurement.", arguments__import_id=import_.pk)
    return runs.select_related("pulse").order_by("-asked_at", "-pk").first()


def run_check(*, run_id: int) -> None:
    """Look at a large file and note what was found and what publishing would change."""
    with running(run_id) as held:
        if held is None:
            return
        run, tell = held
        import_ = Import.objects.select_related("indicator", "record").get(pk=run.arguments["import_id"])
        tell(_("Reading the rows"), 10)
        checked = check(import_)
        tell(_("Comparing with the figures that count now"), 60)
        report = look(import_, checked)
        if report["outlook"]:
            tell(_("Looking for figures that ask a question"), 80)
            asked = findings_of(import_.indicator, checked.table, thorough=True)
            report["asked"] = [as_stored(one) for one in asked[: MOST_ASKED + 1]]
        note_look(import_, report, by=_asker(run))


def run_publishing(*, run_id: int) -> None:
    """Publish a large file; a refusal is kept with the import for its page."""
    with running(run_id) as held:
        if held is None:
            return
        run, tell = held
        imports = Import.objects.select_related("indicator__record", "release").sealed()
        import_ = imports.get(pk=run.arguments["import_id"])
        tell(_("Writing the figures"), 20)
        try:
            _publish(import_, run)
        except RuleBroken as refusal:
            import_.refresh_from_db(fields=["report"])
            import_.report = {**import_.report, "refusal": refusal.sentence}
            import_.save(update_fields=["report"])


def _publish(import_: Import, run: JobRun) -> None:
    """Publish what was looked at; where other figures count by now, the questions may be other ones too."""
    if import_.release is None and import_.report.get("seal") != import_.seal:
        raise RuleBroken(_("Other figures count since this file was looked at. Look again, then publish."))
    said = run.arguments
    publish_import(
        import_=import_,
        note=said["note"],
        reason=said.get("reason") or None,
        kept=said.get("why", {}),
        by=_asker(run),
    )


def _asker(run: JobRun) -> Person:
    if run.asked_by is None:
        raise RuleBroken(_("Nobody asked for this."))
    return run.asked_by
