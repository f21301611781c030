"""`translations`: brings each catalog of the interface up to the words of the code; `--check` names what one lacks.

Needs gettext's xgettext. What nobody has translated yet stays empty and is shown in English.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import makemessages

from ci_platform.declared_texts import declared_texts

WIDTH = 110
SHOWN = 20  # missing texts that are named one by one
NOT_THE_PRODUCT = ["tests/*", ".data/*", ".venv/*"]


def key_of(entry: polib.POEntry) -> tuple[str | None, str]:
    """Return what makes an entry the same in two catalogs."""
    return entry.msgctxt, entry.msgid


def lacking(catalog: polib.POFile, words: polib.POFile) -> list[str]:
    """Return the texts of the code that a catalog says nothing for."""
    said = {key_of(entry) for entry in catalog if entry.translated()}
    return [entry.msgid for entry in words if key_of(entry) not in said]


def bring_up(catalog: polib.POFile, words: polib.POFile) -> None:
    """Take in the texts that are new in the code, and let go of those that are not there any more."""
    catalog.merge(words)
    for entry in catalog.obsolete_entries():
        catalog.remove(entry)


class Command(makemessages.Command):
    """Extracts with Django's own command, and compares or merges here: no guesses from similar texts."""

    help = "Bring the translations up to the words of the code."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check beside what Django's command takes."""
        super().add_arguments(parser)
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; fail where a text is missing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all code and templates, for every language that has a catalog."""
        self.is_check: bool = options["check"]
        self.missing: list[str] = []
        chosen = {"all": True, "no_location": True, "ignore_patterns": list(NOT_THE_PRODUCT), "verbosity": 0}
        super().handle(*args, **{**options, **chosen})
        if self.missing:
            raise CommandError("\n".join(self.missing))

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Compare one language with the words of the code, or bring it up to them."""
        path = Path(potfile).parent / locale / "LC_MESSAGES" / "django.po"
        catalog, words = polib.pofile(str(path), wrapwidth=WIDTH), polib.pofile(potfile)
        known = {key_of(entry) for entry in words}
        words += [entry for entry in declared_texts() if key_of(entry) not in known]
        if not self.is_check:
            bring_up(catalog, words)
            catalog.save(str(path))
        elif missing := lacking(catalog, words):
            self.missing.append(
                f"{len(missing)} texts are not translated in locale/{locale}. Run `make translations`:"
            )
            self.missing += [f"  {text!r}" for text in missing[:SHOWN]]
