"""Pages travel compressed, and a reader's copy of one is still recognised. Static files are named by their contents."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage

from ci_platform.static_storage import NamedByContent
from initiatives.models import Initiative
from tests.conftest import Browser

GZIP = {"Accept-Encoding": "gzip"}


def test_a_page_is_compressed_for_whoever_asks_for_it(initiative: Initiative) -> None:
    plain = Browser().get(initiative.url)
    packed = Browser().get(initiative.url, headers=GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]
    assert not packed.cookies


def test_the_copy_of_a_compressed_page_is_answered_with_304(initiative: Initiative) -> None:
    packed = Browser().get(initiative.url, headers=GZIP)
    assert packed["ETag"].startswith('W/"')
    again = Browser().get(initiative.url, headers={**GZIP, "If-None-Match": packed["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_stamp_of_another_page_is_not_answered_with_304(initiative: Initiative) -> None:
    other = Browser().get(f"{initiative.url}results/", headers=GZIP)["ETag"]
    assert Browser().get(initiative.url, headers={**GZIP, "If-None-Match": other}).status_code == 200


def test_the_same_page_twice_has_two_lengths_so_that_lengths_tell_nothing(initiative: Initiative) -> None:
    lengths = {len(Browser().get(initiative.url, headers=GZIP).content) for _ in range(12)}
    assert len(lengths) > 1


@pytest.fixture
def collected(tmp_path: Path) -> NamedByContent:
    store = NamedByContent(location=str(tmp_path), base_url="/static/")
    (tmp_path / "plain.css").write_text("a{color:red}" * 40)
    found = {"plain.css": (StaticFilesStorage(location=str(tmp_path)), "plain.css")}
    list(store.post_process(found))
    return store


def test_what_was_collected_is_named_by_its_contents(collected: NamedByContent, tmp_path: Path) -> None:
    address = collected.url("plain.css")
    assert address.startswith("/static/plain.")
    assert address != "/static/plain.css"
    assert (tmp_path / f"{Path(address).name}.gz").is_file()


def test_what_was_not_collected_keeps_its_name(collected: NamedByContent) -> None:
    assert collected.url("elsewhere/tool.js") == "/static/elsewhere/tool.js"
