"""The kinds of statements in words: what each is for, and which can be published now by whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagement.models import Statement
from engagement.pages.room import Head
from engagement.rules.statement_law import STATEMENTS, statement_missing

Kind = Statement.Kind
PURPOSES: dict[str, Promise] = {
    Kind.DRAFT_ANALYSIS: _("What we know so far, published when people can begin to speak."),
    Kind.WHAT_WE_HEARD: _(
        "What people said, in themes. It stands open for correction before anything is decided."
    ),
    Kind.CORRECTION: _("What people put right in what we heard."),
    Kind.RATIONALE: _("What is decided and why, for whom it was hardest, and what it rests on."),
    Kind.REPORT_BACK: _("You said, we did, we did not because: the answer to everybody who spoke."),
    Kind.OUTREACH: _("How we reached for those who were missing."),
    Kind.LANGUAGE_WAIVER: _("Why a language is missing or a text is hard to read. It is recorded."),
    Kind.ROLL: _("Who can vote, by which rule somebody is on the list, and how to ask to be on it."),
    Kind.PROGRESS: _("How far what was decided has come."),
    Kind.MONITORING: _("What the joint group saw of what is being done."),
    Kind.REPLY: _("The joint group’s answer to a decision that does not follow it."),
    Kind.CONCILIATION: _("What the meeting to conciliate came to."),
    Kind.IMPOSSIBLE: _(
        "What a legal authority says can’t be done, with its document. Once two seats of the group have confirmed the document, the matter goes back to the group."
    ),
    Kind.ACKNOWLEDGED: _(
        "Two seats of the group say that the document is the authority’s. With the second, the matter is back with the group."
    ),
}


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind of statement: its name, what it is for, and its place below the statements."""

    key: str
    name: str
    purpose: str
    address: str


def about_kind(key: str) -> KindWords:
    """Return a kind in words."""
    return KindWords(key, str(Kind(key).label), str(PURPOSES[key]), key.replace("_", "-"))


def offered_kinds(head: Head) -> list[KindWords]:
    """Return the kinds that this reader may publish now."""
    return [
        about_kind(key)
        for key, law in STATEMENTS.items()
        if head.may(law.right_at(head.level))
        and not statement_missing(key, head.facts, authority="named", has_document=True)
    ]
