"""Deleting the data takes what the product made, and nothing else."""

from __future__ import annotations

from pathlib import Path

from ci_platform.embedded import Engine
from ci_platform.engine.place import Place
from ci_platform.reset import reset


def test_everything_of_the_product_goes_and_what_is_not_its_own_stays(tmp_path: Path) -> None:
    root = tmp_path / "data of mine"
    root.mkdir()
    place = Place(root)
    Engine(place, for_tests=True).start()
    (root / "files").mkdir()
    (root / "thesis.txt").write_text("mine")
    reset(place)
    assert [entry.name for entry in root.iterdir()] == ["thesis.txt"]
    assert not place.sockets.exists()


def test_an_empty_place_goes_as_a_whole(tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir()
    Place(root).secret("owner")
    reset(Place(root))
    assert not root.exists()
