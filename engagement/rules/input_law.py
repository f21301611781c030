"""S5, input is append-only: what may be done with people's words, and what it takes to hide one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engagement.rules.missing import Lack, Missing, lack
from engagement.rules.obligation import PagePart
from initiatives.rules.refusals import gettext_noop as _


class InputDeed(StrEnum):
    """What somebody may want to do with an input."""

    EDIT = "edit"
    DELETE = "delete"
    WITHDRAW = "withdraw"
    CLASSIFY = "classify"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class Hiding:
    """A hidden input: its ground, by whom (a key), when its author was told, and who heard the appeal, if any."""

    ground: str
    by: str
    author_told: datetime | None = None
    author_reachable: bool = True
    appeal_heard_by: str = ""


def input_missing(deed: InputDeed, *, is_author: bool) -> tuple[Missing, ...]:
    """Return what stands against a deed: nobody edits or deletes, only the author withdraws (a tombstone stays)."""
    if deed in (InputDeed.EDIT, InputDeed.DELETE):
        return (
            lack(
                Lack.APPEND_ONLY,
                PagePart.INPUTS,
                _(
                    "What people said is never changed, not even by those who said it. Say something new, or withdraw it."
                ),
            ),
        )
    if deed is InputDeed.WITHDRAW and not is_author:
        return (
            lack(
                Lack.APPEND_ONLY,
                PagePart.INPUTS,
                _("Only the person who said it may withdraw it. To hide it, name a ground."),
            ),
        )
    return ()


def hiding_missing(hiding: Hiding) -> tuple[Missing, ...]:
    """Return what hiding still wants: a ground, notice to the author, and another person for the appeal."""
    wants = (
        (bool(hiding.ground.strip()), Lack.GROUND,
         _("The ground is missing: hiding is counted in public. Choose one from the list.")),
        (hiding.author_told is not None or not hiding.author_reachable, Lack.AUTHOR_NOT_TOLD,
         _("The author has not been told. Send the notice; it says how to appeal.")),
        (hiding.appeal_heard_by != hiding.by, Lack.SECOND_PERSON,
         _("An appeal is heard by another person than the one who hid it. Give it to somebody else.")),
    )  # fmt: skip
    return tuple(lack(kind, PagePart.INPUTS, words) for holds, kind, words in wants if not holds)


def counted_publicly(all_inputs: int, withdrawn: int, hidden: int) -> tuple[int, int, int]:
    """Return what the page says: shown, withdrawn, hidden; they always make up all that was ever said.

    Raises ValueError where they can't: a count that loses an input must not be printed.
    """
    shown = all_inputs - withdrawn - hidden
    if min(shown, withdrawn, hidden) < 0:
        raise ValueError("more inputs are withdrawn or hidden than there are")
    return shown, withdrawn, hidden
