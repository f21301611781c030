"""The forms of the assessment and of the plan's own words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm


class AssessmentForm(LocalizedForm):
    """Where we stand: the problem, what residents tell, strengths, what is tried already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Four texts, and what changed."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "problem",
            label=_("The problem, as the figures show it"),
            hint=_("The figures of the overview are frozen beside it when it goes to the table."),
            rows=4,
            most=2500,
            draft=True,
        )
        self.add_texts(
            "told",
            label=_("The problem, as residents tell it"),
            hint=_("Their own words, and where they were said."),
            rows=4,
            most=2500,
            draft=True,
        )
        self.add_texts("strengths", label=_("What is strong here"), rows=3, most=2500, draft=True)
        self.add_texts("tried", label=_("What is tried already"), rows=3, most=2500, draft=True)
        self.add_texts(
            "summary_of_changes", label=_("What changed since the last version"), most=600, needed=False
        )


class PlanTextForm(LocalizedForm):
    """How the parts of the plan belong together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One text, and what changed."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "words",
            label=_("How the parts belong together"),
            hint=_(
                "The strategies and activities as they stand are frozen with it when it goes to the table."
            ),
            rows=6,
            most=4000,
            draft=True,
        )
        self.add_texts(
            "summary_of_changes", label=_("What changed since the last version"), most=600, needed=False
        )
