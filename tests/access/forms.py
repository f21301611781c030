"""Forms as they stand on a page: where they send, which fields they have, which values each offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

OUR_OWN = frozenset({"csrfmiddlewaretoken", "idempotency_key", "next"})
CHOSEN = ("radio", "checkbox")


@dataclass
class Field:
    """One field: its kind, what it holds, and the values among which one can choose."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form that sends something."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def filled(self) -> dict[str, list[str]]:
        """What it would send as it stands."""
        return {name: one.values for name, one in self.fields.items() if one.values}

    @property
    def offers(self) -> dict[str, list[str]]:
        """The values that a reader does not type: choices and hidden ones, by field."""
        return {
            name: one.offered
            for name, one in self.fields.items()
            if one.offered and one.kind in ("select", "hidden", *CHOSEN)
        }


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.chosen: Field | None = None
        self.written: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open(given)
        elif self.form is None:
            return
        elif tag == "option" and self.chosen is not None:
            self._option(given)
        elif tag in ("input", "select", "textarea", "button") and given.get("name", "") not in {"", *OUR_OWN}:
            self._field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.chosen = None
        elif tag == "textarea":
            self.written = None

    def handle_data(self, data: str) -> None:
        if self.written is not None:
            self.written.values = [data.strip()] if data.strip() else []

    def _open(self, given: dict[str, str]) -> None:
        self.form = Form(urljoin(self.address, given.get("action") or self.address).split("#")[0])
        if given.get("method", "get").lower() == "post":
            self.forms.append(self.form)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self.form is not None
        kind = given.get("type", "text") if tag == "input" else tag
        one = self.form.fields.setdefault(given["name"], Field(given["name"], kind))
        self.chosen, self.written = (one if tag == "select" else None), (one if tag == "textarea" else None)
        if tag in ("select", "textarea"):
            return
        value = given.get("value", "on" if kind in CHOSEN else "")
        one.offered.append(value)
        if value and (kind not in CHOSEN or "checked" in given):
            one.values.append(value)

    def _option(self, given: dict[str, str]) -> None:
        assert self.chosen is not None
        value = given.get("value", "")
        if value:
            self.chosen.offered.append(value)
        if "selected" in given and value:
            self.chosen.values.append(value)


def forms_on(page: bytes, address: str) -> list[Form]:
    """Return the forms of a page that send something."""
    reader = _Reader(address)
    if page.lstrip().startswith(b"<"):
        reader.feed(page.decode())
    return reader.forms
