"""How long something published may be hidden, and when one person alone may not decide it. SPECTRUM section 5."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when something is hidden. Both are aware instants."""

    starts_at: datetime
    ends_at: datetime


def hidden_since(span: Span, earlier: Iterable[Span], *, gap: timedelta) -> datetime:
    """Return when the hiding that `span` continues began.

    An earlier span that ended less than `gap` before the next one counts with it: hiding something again and again for
    a short time is hiding it for a long time.
    """
    began = span.starts_at
    for before in sorted(earlier, key=lambda one: one.ends_at, reverse=True):
        if before.starts_at < began and before.ends_at + gap > began:
            began = before.starts_at
    return began


def needs_another(span: Span, earlier: Iterable[Span], *, alone: timedelta) -> bool:
    """Whether somebody else must agree: hidden for longer than one person may decide, all in all."""
    return span.ends_at - hidden_since(span, earlier, gap=alone) > alone
