"""What the initiative says in the course of an engagement: added in versions, never edited, each kind by whom it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.contributors import tell_what_became
from engagement.actions.engagements import reopen
from engagement.actions.permitting import permit
from engagement.actions.stepping import level_of, locked, refuse, weigh
from engagement.actions.telling import tell_decision
from engagement.models import Alternative, Citation, Engagement, MatrixCell, Statement
from engagement.rules.empowering import acknowledged, waiting_for_the_body
from engagement.rules.statement_law import STATEMENTS, statement_missing
from initiatives.identity import change_record
from initiatives.models import Attachment, Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@witnessed
def say(
    *,
    engagement: Engagement,
    kind: str,
    words: Texts,
    by: Person,
    attachment: Attachment | None = None,
    authority: str = "",
) -> Statement:
    """Publish a statement as the next version of its kind.

    Raises RuleBroken when it is somebody else's to say, at another level or stage, without words, and for an
    impossibility without a named authority and its document (E5). With the second seat of the group that confirms the
    document, the matter goes back to the group by itself.
    """
    engagement = _permitted(engagement, kind, by)
    facts, _rules = weigh(engagement)
    missing = statement_missing(
        kind, facts, authority=authority, has_document=attachment is not None, speaker=str(by.pk)
    )
    refuse(engagement, missing, _("This can’t be published yet."))
    made = _publish(engagement, kind, words, by, attachment=attachment, authority=authority.strip())
    if kind == Statement.Kind.REPORT_BACK:
        tell_what_became(engagement=engagement, by=by)
    if kind == Statement.Kind.ACKNOWLEDGED:
        _give_back(engagement)
    tell_decision(engagement, by=by)
    return made


def _give_back(engagement: Engagement) -> None:
    """Take a matter up again at the moment in which the group knows that the law forbids what it decided. E5."""
    facts, _rules = weigh(engagement)
    if any(acknowledged(each) for each in waiting_for_the_body(facts)):
        filed = engagement.statements.filter(kind=Statement.Kind.IMPOSSIBLE).latest("published_at")
        reopen(engagement=engagement, by=None, reason=filed.words)


@witnessed
def give_reasons(
    *,
    engagement: Engagement,
    words: Texts,
    alternative: Alternative | None,
    by: Person,
    why_otherwise: Texts | None = None,
    cells: Iterable[MatrixCell] = (),
) -> Statement:
    """Write why it is decided so: for which option, resting on which cells of the table of concerns. V5.

    `why_otherwise` explains a deviation from the panel's first choice. Raises RuleBroken for an option that is out.
    """
    kind = Statement.Kind.RATIONALE
    engagement = _permitted(engagement, kind, by)
    facts, _rules = weigh(engagement)
    refuse(engagement, statement_missing(kind, facts), _("The reasons can’t be published yet."))
    if alternative is not None and (alternative.engagement_id != engagement.pk or alternative.withdrawn_at):
        raise RuleBroken(_("This option does not stand any more. Choose one that does."), field="alternative")
    made = _publish(engagement, kind, words, by, alternative=alternative, why_otherwise=why_otherwise or {})
    for cell in cells:
        Citation.objects.create(statement=made, cell=cell)
    tell_decision(engagement, by=by)
    return made


def _permitted(engagement: Engagement, kind: str, by: Person) -> Engagement:
    engagement = locked(engagement)
    right = STATEMENTS[kind].right_at(level_of(engagement))
    permit(right, engagement=engagement, by=by)
    return engagement


def _publish(engagement: Engagement, kind: str, words: Texts, by: Person, **more: object) -> Statement:
    if not has_words(words):
        raise RuleBroken(_("Write it: everybody will read it."), field="words")
    last = (
        Statement.objects.filter(engagement=engagement, kind=kind).aggregate(last=Max("version"))["last"] or 0
    )
    made = Statement.objects.create(
        engagement=engagement, kind=kind, version=last + 1, words=words, published_by=by, **more
    )
    change_record(engagement.record)
    record("statement.published", by=by, about=engagement, facts={"kind": str(kind), "version": made.version})
    return made
