"""The interface speaks Spanish: every text is translated with its places for names, and read without gettext's tools."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polib
import pytest
from django.utils.formats import date_format, number_format
from django.utils.translation import override

from ci_platform import catalogs
from ci_platform.declared_texts import texts_in
from ci_platform.management.commands.translations import bring_up, lacking
from initiatives.models import Initiative, Person
from tests.conftest import Browser

SPANISH = catalogs.ROOT / "es" / "LC_MESSAGES" / "django.po"
PLACES = re.compile(r"%\(\w+\)[a-z]|\{[^{}]*\}|</?\w+[^>]*>")


def places(text: str) -> list[str]:
    """Return what stands in a text for names and numbers, and its marks."""
    return sorted(PLACES.findall(text))


def faults(catalog: polib.POFile) -> list[str]:
    """Return what is wrong with the entries of a catalog."""
    found = []
    for entry in catalog:
        forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
        allowed = [places(entry.msgid), places(entry.msgid_plural or entry.msgid)]
        if not entry.translated():
            found.append(f"{entry.msgid!r} is not translated")
        found += [f"{entry.msgid!r} became {form!r}" for form in forms if places(form) not in allowed]
    return found


def entry(text: str, spanish: str = "") -> polib.POEntry:
    """Make an entry of a catalog."""
    return polib.POEntry(msgid=text, msgstr=spanish)


def test_every_text_has_its_spanish_with_the_same_places() -> None:
    assert faults(polib.pofile(str(SPANISH))) == []


def test_a_place_that_was_lost_and_an_empty_text_are_found() -> None:
    broken = polib.POFile()
    broken += [entry("{who} voted", "Alguien votó"), entry("Vote")]
    assert len(faults(broken)) == 2


def test_new_words_of_the_code_are_named_and_taken_in_and_old_ones_go() -> None:
    catalog, code = polib.POFile(), polib.POFile()
    catalog += [entry("Vote", "Votar"), entry("Gone", "Ida")]
    code += [entry("Vote"), entry("Count")]
    assert lacking(catalog, code) == ["Count"]
    bring_up(catalog, code)
    assert [(one.msgid, one.msgstr) for one in catalog] == [("Vote", "Votar"), ("Count", "")]


def test_a_catalog_is_made_once_and_again_when_its_words_change(tmp_path: Path) -> None:
    source = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    shutil.copy(SPANISH, source)
    assert catalogs.make_all(tmp_path) == [source.with_suffix(".mo")]
    assert catalogs.make_all(tmp_path) == []
    os.utime(source, (1, 1))
    assert catalogs.make_all(tmp_path) == [source.with_suffix(".mo")]
    assert [one.suffix for one in sorted(source.parent.iterdir())] == [".mo", ".po"]


@pytest.mark.usefixtures("inside_initiative")
def test_a_resident_reads_the_pages_and_the_promise_in_spanish(
    client_of: Callable[[Person | None], Browser], resident: Person, initiative: Initiative
) -> None:
    Initiative.objects.filter(pk=initiative.pk).update(languages=["en", "es"])
    answer = client_of(resident).get(f"{initiative.url}decisions/", headers={"accept-language": "es-MX,es"})
    page = answer.content.decode()
    assert '<html lang="es"' in page
    assert "Decisiones" in page


DECLARED = """
KINDS = (
    EventKind("vote.cast", "{who} voted.", in_ledger=True),
    EventKind("paper.read", "{count} papers were read.", for_one="One paper was read.", for_none="None was."),
    Other("vote.cast", "No text of ours"),
)
NOTICE = Notice((A.STAFF,), "A subject", "Some words.", "A link", "path/")
"""


def test_texts_that_rules_declare_are_found_with_their_singular() -> None:
    found = [(one.msgid, one.msgid_plural) for one in texts_in(DECLARED)]
    assert set(found) == {
        ("{who} voted.", ""),
        ("One paper was read.", "{count} papers were read."),
        ("None was.", ""),
        ("A subject", ""),
        ("Some words.", ""),
        ("A link", ""),
    }


def test_numbers_are_written_as_in_the_spanish_of_the_country() -> None:
    with override("es"):
        assert number_format(Decimal("870000.5"), force_grouping=True) == "870,000.5"
        assert date_format(date(2026, 10, 4)) == "4 de octubre de 2026"
        assert date_format(date(2026, 5, 4)) == "4 de mayo de 2026"
