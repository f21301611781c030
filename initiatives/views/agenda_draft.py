"""The desk on which the draft of the agenda is written."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from initiatives.access import InitiativeRequest
from initiatives.actions.agenda import change_draft, missing_to_propose, write_draft
from initiatives.bylaws import rule_in_force
from initiatives.forms.agenda import TEXTS, DraftForm
from initiatives.forms.localized import typed_in
from initiatives.models import Body, CommonAgenda, local
from initiatives.rules.diff import compare, is_changed
from initiatives.rules.refusals import RuleBroken
from initiatives.views.agenda_page import PARTS, Difference, differences

SHOWN = ("write", "preview", "changes")


class Desk:
    """The draft, the version in force, and what lies between them, for one request."""

    def __init__(self, request: InitiativeRequest) -> None:
        """Nothing is read before it is needed."""
        self.request = request
        self.is_conflict = False

    @cached_property
    def draft(self) -> CommonAgenda | None:
        """What is being written now, if anything is."""
        return (
            CommonAgenda.objects.visible_to(self.request.viewer)
            .being_written()
            .select_related("record")
            .first()
        )

    @cached_property
    def current(self) -> CommonAgenda | None:
        """The version in force."""
        return CommonAgenda.objects.ratified().select_related("record").first()

    def form(self, data: QueryDict | None = None) -> DraftForm:
        """Return the form: with the draft, or with the latest version to start the next one from."""
        languages = self.request.initiative.languages
        source = self.draft or CommonAgenda.objects.visible_to(self.request.viewer).first()
        names = TEXTS if self.draft else TEXTS[:-1]
        initial: dict[str, Any] = typed_in(names, source, languages) if source else {}
        initial["seen"] = self.draft.record.version if self.draft else 0
        return DraftForm(data, initial=initial, languages=languages, has_earlier=self.current is not None)

    def save(self, form: DraftForm) -> bool:
        """Save what was typed; False, with the reason in the form, when somebody else was faster."""
        texts = {name: form.texts(name) for name in self._names(form)}
        try:
            if self.draft is None:
                write_draft(by=self.request.person, **texts)
            else:
                change_draft(
                    agenda=self.draft, seen=form.cleaned_data["seen"], by=self.request.person, **texts
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
            self._keep_both(form)
            return False
        return True

    def context(self, form: DraftForm) -> dict[str, object]:
        """Return all that the page shows."""
        show = self.request.GET.get("show", "write")
        return {
            "nav_section": "agenda",
            "form": form,
            "draft": self.draft,
            "current": self.current,
            "show": show if show in SHOWN and self.draft and not form.is_bound else "write",
            "changes": differences(self.current, self.draft, self.request.viewer) if self.draft else [],
            "theirs": self._theirs(form) if self.is_conflict else [],
            "missing": missing_to_propose(self.draft) if self.draft else (),
            "table": Body.objects.filter(is_table=True).first(),
            "notice": rule_in_force("notice_days"),
            "length": rule_in_force("round_days"),
        }

    def _names(self, form: DraftForm) -> list[str]:
        first = form.languages[0]
        return [name for name in TEXTS if f"{name}_{first}" in form.fields]

    def _keep_both(self, form: DraftForm) -> None:
        """Keep what was typed in the form, show the other's text beside it, and let the next attempt save."""
        self.is_conflict = True
        self.__dict__.pop("draft", None)
        seen = self.draft.record.version if self.draft else 0
        form.data = {**self.request.POST.dict(), "seen": str(seen)}

    def _theirs(self, form: DraftForm) -> list[Difference]:
        """Compare the saved draft with what was typed, text by text."""
        if self.draft is None:
            return []
        found = []
        for name, label in PARTS.items():
            saved, typed = local(getattr(self.draft, name)), local(form.texts(name))
            runs = compare(saved, typed)
            if is_changed(runs):
                found.append(Difference(label, saved, typed, runs, True))
        return found
