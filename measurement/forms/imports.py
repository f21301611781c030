"""Forms on the way of a file: bringing it, saying what its columns are, putting rows right, publishing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from initiatives.forms.localized import LocalizedForm
from initiatives.models import Category, Dimension
from measurement.imports import MAX_BYTES, Decisions, Fault
from measurement.imports.sentences import ROLES
from measurement.models import Indicator
from measurement.rules.columns import Role
from measurement.rules.periods import LoneYear
from measurement.rules.values import NumberStyle


class BringForm(forms.Form):
    """Which indicator, and the figures as a file or as pasted cells."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_("A workbook (.xlsx) or CSV, up to 10 MB. Commas, semicolons or tabs are all understood."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt,text/csv"}),
        error_messages={
            "empty": _(
                "This file is empty: it has no bytes in it. Save it again in your spreadsheet, or choose another one."
            )
        },
    )
    pasted = forms.CharField(
        label=_("Or paste cells from a spreadsheet"),
        required=False,
        help_text=_("With the row of headings. One figure a row, or a column for each year or group."),
        widget=forms.Textarea(attrs={"rows": 6}),
        strip=False,
    )

    def __init__(self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any) -> None:
        """Offer the indicators that this person sees."""
        super().__init__(*args, **kwargs)
        self.fields["indicator"] = forms.ModelChoiceField(
            label=_("Indicator"),
            queryset=indicators,
            to_field_name="slug",
            empty_label=_("Choose an indicator"),
        )
        self.order_fields(["indicator", "file", "pasted"])

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and for no more than can be read."""
        cleaned: dict[str, Any] = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("pasted")
        if not file and not (pasted or "").strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file or paste some cells."))
        if file and file.size > MAX_BYTES:
            self.add_error(
                "file", _("This file is larger than 10 MB. Split it by years and bring the parts one by one.")
            )
        return cleaned

    def content(self) -> tuple[str, bytes]:
        """Return a name and the bytes that were brought."""
        file = self.cleaned_data.get("file")
        if file:
            return str(file.name), file.read()
        return "", self.cleaned_data["pasted"].encode()


class ColumnsForm(forms.Form):
    """What every column of a file is for, and which of several measures is meant."""

    use_required_attribute = False
    style = forms.ChoiceField(
        label=_("Numbers are written"),
        choices=[(NumberStyle.POINT.value, _("12.5 (point)")), (NumberStyle.COMMA.value, _("12,5 (comma)"))],
    )

    def __init__(
        self,
        *args: Any,
        columns: Sequence[dict[str, Any]],
        decisions: Decisions,
        sheets: Sequence[str] = (),
        sheet: str = "",
        **kwargs: Any,
    ) -> None:
        """Make a select for every column, set to how it is read now. `columns` are those of the import's report."""
        kwargs["initial"] = {"style": decisions.style, "lone_year": decisions.lone_year}
        super().__init__(*args, **kwargs)
        self.columns, self.decisions = columns, decisions
        if len(sheets) > 1:
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Sheet"), choices=[(one, one) for one in sheets], initial=sheet, required=False
            )
        if decisions.lone_year:
            self.fields["lone_year"] = _lone_year_field()
        for column in columns:
            self.fields[f"role_{column['index']}"] = _role_field(column)
            if column["role"] == Role.SELECTOR and column["choices"]:
                chosen = decisions.keep.get(column["header"], "")
                self.fields[f"keep_{column['index']}"] = _keep_field(column, chosen)

    def decided(self) -> Decisions:
        """Return the decisions: only what differs from what was matched is kept. Another sheet has other columns."""
        sheet = self.cleaned_data.get("sheet") or self.decisions.sheet
        lone_year = self.cleaned_data.get("lone_year") or self.decisions.lone_year
        if "sheet" in self.fields and sheet != self.fields["sheet"].initial:
            return Decisions(style=self.cleaned_data["style"], sheet=sheet, lone_year=lone_year)
        roles, keep = dict(self.decisions.roles), {}
        for column in self.columns:
            header, role = column["header"], self.cleaned_data.get(f"role_{column['index']}")
            if header and role and role != column["role"]:
                roles[header] = role
            if chosen := self.cleaned_data.get(f"keep_{column['index']}"):
                keep[header] = chosen
        return Decisions(roles, keep, self.cleaned_data["style"], sheet, lone_year)


def _lone_year_field() -> forms.ChoiceField:
    choices = [
        (LoneYear.BEGINS.value, _("the school year that begins in it")),
        (LoneYear.ENDS.value, _("the school year that ends in it")),
    ]
    return forms.ChoiceField(label=_("A year such as 2019 means"), choices=choices, required=False)


def _role_field(column: dict[str, Any]) -> forms.ChoiceField:
    choices = [(role.value, name) for role, name in ROLES.items()]
    return forms.ChoiceField(
        label=column["header"], choices=choices, initial=column["role"], required=False, widget=_select()
    )


def _keep_field(column: dict[str, Any], chosen: str) -> forms.ChoiceField:
    choices = [("", _("Choose one")), *((choice, choice) for choice in column["choices"])]
    return forms.ChoiceField(
        label=column["header"], choices=choices, initial=chosen, required=False, widget=_select()
    )


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "input medium"})


class CorrectionForm(forms.Form):
    """One kind of error put right: by another text, by a known group, or by leaving its rows out."""

    at = forms.IntegerField(min_value=0)
    found = forms.CharField(required=False, strip=False)
    how = forms.ChoiceField(
        choices=[
            (one, one)
            for one in (
                *("text", "group", "dimension", "add", "leave_out", "comma", "point"),
                *(way.value for way in LoneYear),
            )
        ]
    )
    text = forms.CharField(required=False, max_length=80)

    def __init__(self, *args: Any, faults: Sequence[Fault], **kwargs: Any) -> None:
        """Offer the known groups and groupings; `faults` are those that the page showed."""
        super().__init__(*args, **kwargs)
        self.faults = faults
        groups = map(str, Category.objects.values_list("pk", flat=True))
        dimensions = map(str, Dimension.objects.values_list("pk", flat=True))
        for name, known in (("group", ["all", *groups]), ("dimension", [*dimensions])):
            self.fields[name] = forms.ChoiceField(
                required=False, choices=[(one, one) for one in ("", *known)]
            )

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs."""
        cleaned: dict[str, Any] = super().clean() or {}
        needed = {"text": "text", "group": "group", "dimension": "dimension", "add": "dimension"}.get(
            str(cleaned.get("how")), ""
        )
        if needed and not cleaned.get(needed):
            raise forms.ValidationError(_("Type or choose what shall stand there instead."))
        if not self.errors and self._fault(cleaned) is None:
            raise forms.ValidationError(
                _("The list has changed since. Look again and put right what is left.")
            )
        return cleaned

    def correction(self) -> dict[str, Any]:
        """Return the fault and what is to be done about it."""
        chosen = {name: self.cleaned_data[name] for name in ("how", "text", "group", "dimension")}
        return {**chosen, "fault": self._fault(self.cleaned_data)}

    def _fault(self, cleaned: dict[str, Any]) -> Fault | None:
        at = cleaned["at"]
        fault = self.faults[at] if at < len(self.faults) else None
        return fault if fault and fault.found == cleaned["found"] else None


class PublishForm(LocalizedForm):
    """The note that goes with a release; everybody reads it. Where figures ask a question, why they are right."""

    def __init__(self, *args: Any, asked: int = 0, corrects: bool = True, **kwargs: Any) -> None:
        """The note in each language; `asked` is how many figures of a large file ask a question.

        A reason is asked for only where it `corrects` figures that are public.
        """
        super().__init__(*args, **kwargs)
        self.is_asked = asked > 0
        if asked:
            label = ngettext(
                "Why the figure in question is right", "Why the {count} figures in question are right", asked
            )
            self.add_texts(
                "why",
                label=label.format(count=asked),
                hint=_(
                    "It is kept with each of them. If one is wrong, change it in your file and bring that again."
                ),
                rows=2,
                most=400,
            )
        self.add_texts(
            "note",
            label=_("What is new in these figures"),
            hint=_("Where they come from, and why they change. Everybody can read it."),
            rows=2,
            most=500,
        )
        if corrects:
            self.add_texts(
                "reason",
                label=_("Why public figures are corrected"),
                hint=_("Reports that hold the old ones show it."),
                rows=2,
                most=500,
                needed=False,
            )


class WithdrawalForm(LocalizedForm):
    """Why a release is taken back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The reason in each language."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "reason",
            label=_("Why it is taken back"),
            hint=_("One sentence. It stays with the release, for everybody to read."),
            most=300,
        )
