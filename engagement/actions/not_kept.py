"""“Promise not kept”: said by anybody who was promised, answered by the owner in time, made good by a remedy. SPECTRUM S3, S7."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.obligations import recompute
from engagement.actions.permitting import permit
from engagement.actions.stepping import locked
from engagement.gathering.promised import is_promised
from engagement.models import Engagement, Input, NotKept, Obligation
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import Transition
from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@witnessed
def say_not_kept(
    *, engagement: Engagement, code: str, words: str, by: Person | None, given: Input | None = None
) -> NotKept:
    """Say that a part of the promise was not kept; the owner answers within the days of the bylaws, else it is broken.

    With an account, or with a receipt (`given`, then `by` is None). Raises RuleBroken for somebody whom nobody promised
    anything, without words, for what is not owed, and while the same person's last word on it is unanswered.
    """
    engagement = locked(engagement)
    _check_promised(engagement, by, given)
    if not words.strip():
        raise RuleBroken(_("Say what was not kept. Everybody reads it."), field="words")
    if not Obligation.objects.filter(engagement=engagement, code=code).exists():
        raise RuleBroken(_("Choose the part of the promise that was not kept."), field="code")
    person = given.contributor if given is not None else by
    waiting = NotKept.objects.filter(engagement=engagement, code=code, answered_at__isnull=True)
    mine = waiting.filter(said_by=person) if person is not None else waiting.filter(input=given)
    if mine.exists():
        raise RuleBroken(_("You said this already, and the answer is not out yet."), field="code")
    made = NotKept.objects.create(
        engagement=engagement,
        code=code,
        words=words.strip(),
        said_at=clock.now(),
        said_by=person,
        input=given if person is None else None,
    )
    record("not_kept.filed", by=None, about=engagement, facts={"code": code, "claim": made.pk})
    recompute(engagement=engagement)
    return made


@witnessed
def answer_not_kept(*, claim: NotKept, answer: Texts, by: Person) -> NotKept:
    """Answer in public, once. An answer after its time does not mend what broke."""
    claim = NotKept.objects.select_for_update(of=("self",)).select_related("engagement").get(pk=claim.pk)
    engagement = locked(claim.engagement)
    permit(Transition.REPORT_BACK, engagement=engagement, by=by)
    if claim.answered_at is not None:
        raise RuleBroken(_("This has its answer already. What was said stays."))
    if not has_words(answer):
        raise RuleBroken(_("Write the answer. Everybody reads it."), field="answer")
    recompute(engagement=engagement)  # an answer that comes too late finds it broken
    claim.answer, claim.answered_at, claim.answered_by = answer, clock.now(), by
    claim.save(update_fields=["answer", "answered_at", "answered_by"])
    facts: dict[str, Json] = {"code": claim.code, "claim": claim.pk}
    record("not_kept.answered", by=by, about=engagement, facts=facts)
    recompute(engagement=engagement)
    return claim


@witnessed
def make_good(*, engagement: Engagement, code: str, remedy: Texts, by: Person) -> Obligation:
    """Say in public how a broken part is made good. It stays broken; nothing is edited or removed."""
    engagement = locked(engagement)
    permit(Transition.REPORT_BACK, engagement=engagement, by=by)
    rows = Obligation.objects.select_for_update().filter(engagement=engagement, code=code, part="")
    row = rows.filter(broken_at__isnull=False).first()
    if row is None:
        raise RuleBroken(_("This part is not broken. Keep it instead."), field="code")
    if row.remedied_at is not None:
        raise RuleBroken(_("It is said already how this is made good. What was said stays."))
    if not has_words(remedy):
        raise RuleBroken(_("Say how it is made good. Everybody reads it."), field="remedy")
    row.remedy, row.remedied_at, row.remedied_by = remedy, clock.now(), by
    row.save(update_fields=["remedy", "remedied_at", "remedied_by"])
    record("obligation.remedied", by=by, about=engagement, facts={"code": code})
    recompute(engagement=engagement)
    return row


def _check_promised(engagement: Engagement, by: Person | None, given: Input | None) -> None:
    if given is not None and given.engagement_id == engagement.pk and given.withdrawn_at is None:
        return
    if by is None:
        raise RuleBroken(_("Sign in, or type the code of your receipt."), field="receipt")
    permit(Deed.FILE_NOT_KEPT, engagement=engagement, by=by)
    if not is_promised(engagement, by):
        raise RuleBroken(
            _("This is for the people we promised: who contributed, who is on the panel, who may vote.")
        )
