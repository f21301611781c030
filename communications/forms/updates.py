"""Forms of updates: publish one, correct one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm


class UpdateForm(LocalizedForm):
    """What is new."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The title, then the words."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "title",
            label=_("What is new, in one line"),
            hint=_("Say the finding: “The first family hub opens on 4 May”."),
            most=160,
        )
        self.add_texts(
            "words",
            label=_("The news"),
            hint=_("Short paragraphs, plain words. Everybody reads it from the moment you publish it."),
            rows=10,
            most=8000,
        )


class CorrectionForm(UpdateForm):
    """What was wrong, and how it should read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The same texts, and the reason."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "note",
            label=_("What was wrong?"),
            hint=_("Everybody reads this, and what it said before."),
            rows=2,
            most=500,
        )
