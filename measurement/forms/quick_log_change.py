"""The form that changes what was logged, or corrects it with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import ActivityLog, Category, LoggedGroup, local
from measurement.forms.quick_log import QuickLogForm, group_key
from measurement.pages.quick_log import Choice, is_still_open


class LogChangeForm(QuickLogForm):
    """The same questions, filled with the answers; after a week with the question why."""

    def __init__(
        self,
        *args: Any,
        log: ActivityLog,
        choices: list[Choice],
        categories: list[Category],
        language: str,
        **kwargs: Any,
    ) -> None:
        """Fill in what was logged."""
        own = [one for one in choices if one.activity.pk == log.activity_id] or [Choice(log.activity, "")]
        rest = [one for one in choices if one.activity.pk != log.activity_id]
        initial = {
            "activity": str(log.activity_id),
            **{name: getattr(log, name) for name in ("happened_on", "people", "hours")},
            "note": local(log.note),
            **{group_key(one.category_id): one.people for one in LoggedGroup.objects.filter(log=log)},
        }
        super().__init__(
            *args, choices=[*own, *rest], categories=categories, language=language, initial=initial, **kwargs
        )
        for name in ("sound", "photo", "photo_shows"):
            del self.fields[name]
        if not is_still_open(log):
            self.fields["because"] = forms.CharField(
                label=_("Why was it wrong?"),
                help_text=_("Everybody reads it beside the correction."),
                max_length=400,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def said_why(self) -> dict[str, str]:
        """Return why it is corrected."""
        said = self.cleaned_data.get("because", "").strip()
        return {self.language: said} if said else {}
