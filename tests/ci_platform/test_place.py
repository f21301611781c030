"""A data directory keeps its secrets, and its sockets find a path that fits."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ci_platform.engine.place import LONGEST_SOCKET_PATH, Place, write_private
from ci_platform.engine.problems import MEGABYTE, Problem, make_directory, require_room


def test_a_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    place = Place(tmp_path)
    first = place.secret("owner")
    assert Place(tmp_path).secret("owner") == first != place.secret("application")
    assert len(first) >= 48
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_private_file_is_replaced_at_once(tmp_path: Path) -> None:
    path = write_private(tmp_path / "note", "one")
    write_private(path, "two")
    assert path.read_text() == "two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["note"]


@pytest.mark.parametrize("name", ["a" * 90, "with space", "Acción", "comma,"])
def test_sockets_move_to_the_temporary_directory_when_the_path_is_long_or_odd(
    tmp_path: Path, name: str
) -> None:
    sockets = Place(tmp_path / name).sockets
    assert tmp_path not in sockets.parents
    assert len(os.fsencode(sockets)) + len("/.s.PGSQL.65535.lock") <= LONGEST_SOCKET_PATH


def test_sockets_stay_inside_a_short_plain_path() -> None:
    assert Place(Path("/srv/product/.data")).sockets == Path("/srv/product/.data/run")


def test_two_places_have_two_socket_directories(tmp_path: Path) -> None:
    assert Place(tmp_path / "one x").sockets != Place(tmp_path / "two x").sockets


def test_a_socket_directory_laid_by_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    trap = tmp_path / "trap"
    trap.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Problem, match="belongs to somebody else"):
        Place(tmp_path).make_private(trap, os.geteuid())


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: _Usage(free=299 * MEGABYTE))
    with pytest.raises(Problem, match="has 299 MB free and 300 MB are needed: make room, or set CI_DATA_DIR"):
        require_room(tmp_path, first=True)
    require_room(tmp_path, first=False)


def test_a_data_directory_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match=r"can't be written .*: set CI_DATA_DIR to a directory that you own"):
        make_directory(tmp_path / "file" / "data")


class _Usage:
    def __init__(self, free: int) -> None:
        self.free = free
