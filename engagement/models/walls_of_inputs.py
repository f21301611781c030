"""What the database itself holds of what people said: nothing is changed, nothing goes; words can be erased. SPECTRUM S5."""

from __future__ import annotations

import pgtrigger

ERASED = "—"  # what stands in the place of erased words: initiatives.own_words
SAID = ("words", "language", "choices", "scale", "place", "salt", "erased_at")
GIVEN = (
    "engagement_id", "number", "channel", "session_id", "sent_as", "words_hash", "received_at", "entered_by_id", "scan_id",
    "note",
)  # fmt: skip


def _differ(names: tuple[str, ...]) -> str:
    old, new = (", ".join(f"{row}.{name}" for name in names) for row in ("OLD", "NEW"))
    return f"(({old}) IS DISTINCT FROM ({new}))"


WORDS_STAND = pgtrigger.Protect(
    name="words_stand",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        f"({_differ(('input_id', 'prompt_id'))} OR {_differ(SAID)} AND (OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL "
        f"OR NEW.words <> '{ERASED}' OR NEW.choices <> '[]'::jsonb OR NEW.scale IS NOT NULL OR NEW.place <> '' "
        "OR NEW.salt <> ''))"
    ),
)
"""What somebody answered is never edited, by nobody. It can be erased as a whole, once; its salted hash stays."""

INPUT_STANDS = pgtrigger.Protect(
    name="input_stands",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        f"({_differ(GIVEN)} OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at) "
        "OR (OLD.contributor_id IS NOT NULL AND NEW.contributor_id IS DISTINCT FROM OLD.contributor_id))"
    ),
)
"""When, by which way and as which number something came in stands; what was taken back is not brought back."""

NEVER_GONE = pgtrigger.Protect(name="never_gone", operation=pgtrigger.Delete)
"""A contribution that was taken back stays in the count."""
