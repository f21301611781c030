"""PostgreSQL and Redis inside a data directory: plain roles, nothing lost by kill -9, clear sentences."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ci_platform.embedded import Engine, describe
from ci_platform.engine.place import Place
from ci_platform.engine.postgres import APPLICATION, OWNER, SUPERUSER, Postgres, ask
from ci_platform.engine.problems import Problem
from ci_platform.engine.processes import wait_until, working_in
from ci_platform.engine.redis import Redis, binary
from ci_platform.engine.server import Traces


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Give a place whose name has a space and a letter outside ASCII, so that its sockets live elsewhere."""
    root = tmp_path_factory.mktemp("Acción colectiva") / "data"
    root.mkdir()
    place = Place(root)
    yield place
    Engine(place).stop()
    place.sockets.rmdir()


@pytest.fixture
def postgres(place: Place) -> Postgres:
    server = Postgres(place)
    server.start()
    return server


@pytest.fixture
def redis(place: Place) -> Redis:
    server = Redis(place)
    server.start()
    return server


def redis_says(server: Redis, *words: str) -> str:
    """Send one command through the wheel's redis-cli and return the answer."""
    command = [str(binary().with_name("redis-cli")), "-s", str(server.socket), *words]
    secret = {**os.environ, "REDISCLI_AUTH": server.place.secret("redis")}
    return subprocess.run(command, env=secret, capture_output=True, text=True, check=True).stdout.strip()


def kill(traces: Traces) -> None:
    """End a server as a power cut would."""
    leader = traces.leader()
    assert leader
    leader.send(signal.SIGKILL)
    assert wait_until(lambda: not leader.is_alive, seconds=5)


def test_the_application_role_is_plain_and_owns_nothing(postgres: Postgres) -> None:
    rights = (
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    )
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    assert ask(postgres.address(APPLICATION), rights) == "f|f|f|f"
    assert ask(postgres.address(OWNER), rights) == "f|f|t|f"
    assert ask(postgres.address(APPLICATION), owner) == OWNER


def test_the_cluster_has_the_settings_that_the_product_relies_on(postgres: Postgres) -> None:
    asked = "SELECT current_setting('{}')"
    found = {
        name: ask(postgres.address(SUPERUSER), asked.format(name))
        for name in ("listen_addresses", "fsync", "TimeZone")
    }
    assert found == {"listen_addresses": "", "fsync": "on", "TimeZone": "UTC"}
    encoding = "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale FROM pg_database WHERE datname = 'ci'"
    assert ask(postgres.address(SUPERUSER), encoding) == "UTF8|b|C.UTF-8"


def test_a_wrong_password_is_refused(postgres: Postgres) -> None:
    wrong = postgres.address(APPLICATION).replace(postgres.place.secret(APPLICATION), "wrong")
    with pytest.raises(subprocess.CalledProcessError, match="exit status 2"):
        ask(wrong, "SELECT 1")


def test_a_running_server_is_taken_over_as_it_is(postgres: Postgres) -> None:
    before = postgres.traces.leader()
    assert postgres.start() is False
    assert postgres.traces.leader() == before


def test_what_was_committed_survives_kill_9(postgres: Postgres) -> None:
    ask(postgres.address(OWNER), "CREATE TABLE promise AS SELECT 42 AS kept")
    kill(postgres.traces)
    assert postgres.start() is True
    assert ask(postgres.address(OWNER), "SELECT kept FROM promise; DROP TABLE promise") == "42"


def test_a_pid_file_with_another_programs_number_does_not_stop_the_start(postgres: Postgres) -> None:
    postgres.stop()
    lines = [
        str(os.getpid()),
        str(postgres.place.postgres),
        "0",
        "5432",
        str(postgres.place.sockets),
        "",
        "0 0",
        "ready",
    ]
    postgres.traces.pid_file.write_text("\n".join(lines) + "\n")
    assert not postgres.is_running
    assert postgres.start() is True
    assert ask(postgres.address(APPLICATION), "SELECT 1") == "1"


def test_stopping_leaves_nobody(postgres: Postgres) -> None:
    postgres.stop()
    assert working_in(postgres.place.postgres) == []
    assert not postgres.is_running


def test_a_directory_of_another_version_is_refused_and_untouched(tmp_path: Path) -> None:
    cluster = tmp_path / "postgres"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("15\n")
    with pytest.raises(
        Problem, match="made by PostgreSQL 15 and this product runs PostgreSQL 18: nothing was touched"
    ):
        Postgres(Place(tmp_path)).start()
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_a_half_made_cluster_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    server = Postgres(Place(tmp_path), for_tests=True)
    try:
        assert server.start() is True
        assert not half.exists()
    finally:
        server.stop()


def test_the_queue_survives_kill_9_of_redis(redis: Redis) -> None:
    redis_says(redis, "SET", "job", "waiting")
    assert wait_until(lambda: (redis.place.redis / "appendonly.aof").stat().st_size > 0, seconds=5)
    kill(redis.traces)
    assert redis.start() is True
    assert redis_says(redis, "GET", "job") == "waiting"


def test_a_queue_cut_off_in_the_middle_of_a_write_starts(redis: Redis) -> None:
    redis_says(redis, "SET", "job", "waiting")
    redis.stop()
    with (redis.place.redis / "appendonly.aof").open("ab") as file:
        file.write(b"*3\r\n$3\r\nSET\r\n$4\r\nha")
    assert redis.start() is True
    assert redis_says(redis, "GET", "job") == "waiting"


def test_a_queue_that_cannot_be_read_is_set_aside(redis: Redis) -> None:
    redis.stop()
    (redis.place.redis / "appendonly.aof").write_bytes(b"not a queue at all\r\n" * 20)
    assert redis.start() is True
    assert redis_says(redis, "DBSIZE") == "0"
    assert list(redis.place.redis.glob("appendonly.aof.unreadable-*"))


def test_the_state_is_said_in_words(place: Place, postgres: Postgres) -> None:
    Redis(place).stop()
    said = describe(Engine(place))
    assert f"PostgreSQL runs as process {postgres.traces.leader().pid}" in said  # type: ignore[union-attr]
    assert f"Redis is stopped in {place.redis}" in said


def test_a_command_runs_beside_servers_that_end_with_it(tmp_path: Path) -> None:
    show = "import os; print(sorted(name for name in os.environ if name.endswith('_URL')))"
    command = [
        sys.executable,
        "-m",
        "ci_platform.embedded",
        "--tests",
        "with",
        "--",
        sys.executable,
        "-c",
        show,
    ]
    environment = {"PATH": os.environ["PATH"], "CI_DATA_DIR": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['DATABASE_BACKUP_URL', 'DATABASE_OWNER_URL', 'DATABASE_URL', 'REDIS_URL']"
    assert working_in(tmp_path / "postgres") == working_in(tmp_path / "redis") == []


def test_servers_started_by_hand_stay_after_a_command(tmp_path: Path) -> None:
    def embedded(*words: str) -> str:
        command = [sys.executable, "-m", "ci_platform.embedded", *words]
        environment = {"PATH": os.environ["PATH"], "CI_DATA_DIR": str(tmp_path)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    embedded("--tests", "start")
    embedded("--tests", "with", "--", "true")
    assert embedded("status").count("runs as process") == 2
    assert embedded("stop").count("is stopped") == 2
