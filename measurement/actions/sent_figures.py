"""A few figures of one indicator sent at once: brought, looked at and published in one step, or not taken at all."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.models import Person
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from measurement.actions.checks import keep_figure
from measurement.actions.imports import bring_import, publish_import
from measurement.actions.releases import Words
from measurement.imports import Checked, Fault, check
from measurement.imports.faults import faults_of
from measurement.models import Import, Indicator, Release
from measurement.questions import questions_of


class RowsRefused(RuleBroken):
    """Rows of what was sent cannot be figures; nothing of it was kept. `faults` say which and why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults for the answer."""
        super().__init__(_("Some rows need you first. Nothing was taken."), field="figures")
        self.faults = list(faults)


@transaction.atomic
def send_figures(
    *, indicator: Indicator, name: str, content: bytes, note: Words, by: Person, may_publish: bool, why: Words
) -> Import:
    """Bring figures, and publish them when their sender may; else they wait as an import for somebody who may.

    `why` answers the questions that rules ask about odd figures, and is the reason of a correction. What is public
    already ends as an import in which nothing is new. Raises RowsRefused, with nothing kept, when a row needs somebody.
    """
    import_ = bring_import(indicator=indicator, file_name=name, content=content, by=by)
    if import_.state == Import.State.DISCARDED:
        return import_
    checked = check(import_)
    if not checked.may_be_published:
        raise RowsRefused(faults_of(checked.blocking, checked.grid, checked.context))
    keep_all(import_=import_, checked=checked, why=why, by=by)
    if may_publish:
        publish_import(import_=import_, note=note, by=by, checked=checked, reason=why or None)
    return import_


@transaction.atomic
def release_import(*, import_: Import, note: Words, why: Words, by: Person) -> Release:
    """Publish an import with one answer to all that rules ask about it; without an answer open questions refuse."""
    if import_.release is None and why:
        keep_all(import_=import_, checked=check(import_), why=why, by=by)
    return publish_import(import_=import_, note=note, by=by, reason=why or None)


def keep_all(*, import_: Import, checked: Checked, why: Words, by: Person) -> None:
    """Answer each open question with the same reason, where there is one; what a rule forbids stays forbidden."""
    if not has_words(why):
        return
    for question in questions_of(import_, checked.table):
        if question.is_open and not question.finding.blocks:
            keep_figure(import_=import_, at=question.at, why=why, by=by)
