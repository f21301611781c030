"""Looking at brought files: what was found is kept with the import; one in which nothing is new ends by itself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.jobs import enqueue
from initiatives.models import JobRun, Person
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from measurement.disclosure import current_policy
from measurement.imports import Outlook, look
from measurement.models import Import, Release

LARGE = 20_000  # rows; a page does not wait for more


def is_large(import_: Import) -> bool:
    """Whether a file is worked on in the background."""
    return bool(import_.report.get("heavy")) or int(import_.report.get("rows", 0)) > LARGE


def need_open(import_: Import) -> None:
    """Refuse what was published or put aside already."""
    if import_.state in (Import.State.PUBLISHED, Import.State.DISCARDED):
        raise RuleBroken(
            _("This file was published or put aside already. Bring it again to change something.")
        )


@transaction.atomic
def look_again(*, import_: Import, by: Person) -> None:
    """Look at a file anew: groups, targets or live figures may be other ones by now. A large one is looked at by a job."""
    need_open(import_)
    if is_large(import_):
        ask_for_look(import_, by=by)
    else:
        note_look(import_, look(import_), by=by)


@transaction.atomic
def read_in_another_way(*, import_: Import, by: Person) -> None:
    """Open a file again that ended because nothing in it was new: its columns may mean something else."""
    if "equals" not in import_.report:
        need_open(import_)
    import_.state, import_.ended_at = Import.State.UPLOADED, None
    kept = {name: import_.report[name] for name in ("rows", "attempt", "heavy") if name in import_.report}
    import_.report = {**kept, "insisted": True}
    import_.save(update_fields=["state", "ended_at", "report"])
    record("import.brought", by=by, about=import_.indicator, facts={"import": import_.record.number})
    look_again(import_=import_, by=by)


def note_look(import_: Import, report: dict[str, Json], *, by: Person) -> None:
    """Keep what looking at a file found; one in which nothing is new is put aside, unless somebody insisted on it."""
    kept = {name: import_.report[name] for name in ("attempt", "insisted", "heavy") if name in import_.report}
    import_.report = {**report, **kept}
    outlook = report["outlook"]
    if isinstance(outlook, dict) and Outlook.of(outlook).is_empty and not kept.get("insisted"):
        end_as_equal(import_, None, by=by)
        return
    import_.state = Import.State.CHECKED if outlook else Import.State.UPLOADED
    import_.save(update_fields=["report", "state"])


def ask_for_look(import_: Import, *, by: Person) -> JobRun:
    """Have a large file looked at; each set of decisions once."""
    attempt = int(import_.report.get("attempt", 0)) + 1
    import_.report = {**import_.report, "attempt": attempt, "refusal": ""}
    import_.save(update_fields=["report"])
    key = f"{import_.record.number}:{attempt}"
    return enqueue("measurement.check_import", key=key, by=by, queue="imports", import_id=import_.pk)


def published_before(import_: Import) -> Import | None:
    """Return the import of the very same file whose release is the last one that counts, under the policy in force."""
    last = _last_release(import_)
    if last is None or last.policy_id != current_policy().pk:
        return None
    same = Import.objects.filter(release=last, indicator=import_.indicator, sha256=import_.sha256)
    return same.select_related("record").defer("content").first()


def end_as_equal(import_: Import, same: Import | None, *, by: Person) -> None:
    """Put a file aside in which nothing is new, and keep with it which release has its figures, from which file."""
    last = _last_release(import_)
    import_.report = {
        **import_.report,
        "outlook": None,
        "equals": {
            "version": last.number if last else None,
            "at": last.published_at.isoformat() if last else None,
            "import": same.record.number if same else None,
            "name": same.file_name if same else "",
        },
    }
    put_aside(import_, by=by)


def put_aside(import_: Import, *, by: Person) -> None:
    """End an import of which nothing became public."""
    import_.state, import_.ended_at = Import.State.DISCARDED, clock.now()
    import_.save(update_fields=["state", "ended_at", "report"])
    record("import.discarded", by=by, about=import_.indicator, facts={"import": import_.record.number})


def _last_release(import_: Import) -> Release | None:
    return Release.objects.standing().filter(indicator=import_.indicator).order_by("-number").first()
