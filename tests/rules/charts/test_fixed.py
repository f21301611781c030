from __future__ import annotations

import logging

import pytest
from weasyprint import HTML

from charts import fixed
from charts.palette import PALETTES
from tests.rules.charts.cast import WORDS, named, parsed, readiness


def test_trend_on_paper_needs_no_stylesheet() -> None:
    drawn = fixed.trend(readiness(), WORDS)
    assert "class=" not in drawn
    assert " style=" not in drawn
    assert "light-dark" not in drawn
    assert "<svg" not in drawn[4:]


def test_title_comes_first_so_that_the_paper_can_be_read_aloud() -> None:
    tree = parsed(fixed.trend(readiness(), WORDS))
    assert tree[0].tag.endswith("title")
    assert (tree[0].text or "").startswith("Children ready for kindergarten.")


def test_words_stay_within_the_size_asked_for() -> None:
    tree = parsed(fixed.trend(readiness(), WORDS, width=400, height=200))
    assert (tree.get("width"), tree.get("height")) == ("400", "200")
    wide = float((tree.get("viewBox") or "").split()[2])
    across = float((named(tree, "g")[0].get("transform") or "").removeprefix("translate(").split()[0])
    for text in named(tree, "text"):
        assert across + float(text.get("x", "0")) + float(text.get("dx", "0")) < wide


def test_hue_of_the_initiative_colours_the_line() -> None:
    assert PALETTES["teal"].brand in fixed.trend(readiness(), WORDS, palette=PALETTES["teal"])


def test_paper_shows_the_picture_with_its_alternative_text(caplog: pytest.LogCaptureFixture) -> None:
    page = f"<html lang=en><title>Report</title><p>{fixed.trend(readiness(), WORDS)}</p></html>"
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    assert isinstance(pdf, bytes)
    assert b"/Alt (Children ready for kindergarten. From 50% in 2017" in pdf
    assert not [entry for entry in caplog.records if entry.levelno >= logging.ERROR]


def test_picture_as_an_address_holds_the_drawing() -> None:
    assert fixed.as_image("<svg/>") == "data:image/svg+xml;base64,PHN2Zy8+"
