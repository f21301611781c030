"""R14: secret addresses and codes are used once, for one purpose and by whom they are for; nobody learns who has an account."""

from __future__ import annotations

import http.client
import os
import re
import statistics
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode

from django.contrib.auth.hashers import make_password
from django.db import connections
from redis import Redis

from initiatives.actions.people import make_person
from initiatives.models import Person
from tests.bench.faults import row_of, tried
from tests.bench.figures import use
from tests.bench.ground import Ground, Server
from tests.bench.measuring import Row, seconds

DOORS = (
    "tests/access/test_doors.py",
    "tests/initiatives/actions/test_invitations.py",
    "tests/initiatives/views/test_signin.py",
)
PAIRS = 25
"""As many a round as the limits for one address on the network allow; they are forgotten between the rounds."""
FIELDS = {
    "/account/code/": {},
    "/account/password/reset/": {},
    "/signin/": {"password": "wrong horse battery"},
    "/signup/": {"password1": "right horse battery"},
}
MOST = 0.1
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def doors(ground: Ground) -> list[Row]:
    """Try the doors; then time what a stranger may ask about known and unknown addresses, with a bug that tells it."""
    honest = tried(ground, *DOORS)
    planted = tried(ground, DOORS[0], "-k", "run_out", plant="lasting")
    rows = [row_of("R14", "invitations, codes, resets, keys, calendars, downloads", honest, planted)]
    database = ground.copy(ground.small, "ci_doors")
    known = _people(database)
    server = ground.serve(database)
    rows += [_timed(path, server, known, ground.rounds) for path in FIELDS]
    _end(ground, server)
    telling = ground.serve(database, DJANGO_SETTINGS_MODULE="tests.bench.telling")
    rows.append(_control(telling, known, ground.rounds))
    _end(ground, telling)
    return rows


def _timed(path: str, server: Server, known: Sequence[str], rounds: int) -> Row:
    share, tries = _share(path, server, known, rounds)
    what = f"{path}: a known address takes longer than an unknown one, {tries} tries"
    return Row("R14", what, f"50 % ± {MOST:.0%}", f"{share:.0%}", abs(share - 0.5) <= MOST)


def _control(server: Server, known: Sequence[str], rounds: int) -> Row:
    """The same where only known addresses get a letter: it must show."""
    path = "/account/password/reset/"
    share, tries = _share(path, server, known, rounds)
    what = f"the same for {path} with a planted bug, {tries} tries"
    return Row("R14", what, f"not within {MOST:.0%}", f"{share:.0%}", abs(share - 0.5) > MOST)


def _share(path: str, server: Server, known: Sequence[str], rounds: int) -> tuple[float, int]:
    """Return how often a known address took longer than an unknown one of the same length, over all pairs of tries."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(max(rounds, 3)):
        Redis.from_url(os.environ["REDIS_URL"]).flushdb()
        form = _Form(server.browser.port, path)
        for at in range(PAIRS):
            address = known[(number * PAIRS + at) % len(known)]
            stranger = f"none-{number:02d}{at:02d}@doors.example"
            for is_known, email in ((True, address), (False, stranger))[:: 1 if at % 2 else -1]:
                times[is_known].append(seconds(partial(form.send, email)))
    longer = [(one > other) + (one == other) / 2 for one in times[True] for other in times[False]]
    return statistics.fmean(longer), len(times[True])


class _Form:
    """A form that a stranger sends again and again, each time as if for the first."""

    def __init__(self, port: int, path: str) -> None:
        """Read the page once for its token."""
        self.line, self.path = http.client.HTTPConnection("127.0.0.1", port, timeout=60), path
        self.line.request("GET", path, headers={"Host": "localhost"})
        answer = self.line.getresponse()
        page = answer.read().decode()
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
        found = _TOKEN.search(page)
        assert found is not None
        self.token = found[1]
        self.headers = {
            "Host": "localhost",
            "Cookie": cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def send(self, email: str) -> None:
        """Send it for an address; a refusal of the limits would say nothing about the address."""
        named = "login" if self.path == "/signin/" else "email"
        body = urlencode({"csrfmiddlewaretoken": self.token, named: email, **FIELDS[self.path]})
        self.line.request("POST", self.path, body=body, headers=self.headers)
        answer = self.line.getresponse()
        answer.read()
        if answer.status not in (200, 302, 422):
            raise ValueError(f"{self.path} answered {answer.status}")


def _people(database: str) -> list[str]:
    """Make as many accounts as there are tries in three rounds, all with one password."""
    use(database)
    hashed = make_password("right horse battery")
    emails = [f"some-{number:04d}@doors.example" for number in range(PAIRS * 3)]
    for email in emails:
        make_person(email=email, name="Somebody")
    Person.objects.filter(email__in=emails).update(password=hashed)
    connections.close_all()
    return emails


def _end(ground: Ground, server: Server) -> None:
    server.stop()
    ground.servers.remove(server)
