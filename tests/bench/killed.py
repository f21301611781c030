"""R7: writes through HTTP while the database server is killed: what was acknowledged is there, and once."""

from __future__ import annotations

import http.client
import json
import os
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

from django.db import OperationalError, connections, transaction

from engagement.models import Input
from initiatives.actions.tokens import make_token
from initiatives.models import Initiative, Person, SentOnce
from initiatives.rules.roles import Role
from initiatives.tenancy import inside
from tests.bench.ground import WIDE, Ground, say
from tests.bench.measuring import Row
from tests.bench.product import Product, running
from tests.factories.inputs import make_engagement
from tests.factories.people import give_role, make_person

WRITES = int(os.environ.get("CI_BENCH_WRITES", "10000"))
KILLS = int(os.environ.get("CI_BENCH_KILLS", "10"))
KEYS = count()
WRITERS, BACK_WITHIN, PATIENCE = 6, 15.0, 90.0


@dataclass
class Storm:
    """What the writers share: who they are, how many writes are left, and what was acknowledged under which key."""

    port: int
    body: dict[str, object]
    left: int
    acknowledged: dict[str, list[int]] = field(default_factory=dict)
    last: float = 0.0
    unanswered: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def write_on(self, token: str) -> None:
        """Write until nothing is left; a write without an answer is tried again under its key."""
        while True:
            with self.lock:
                if self.left <= 0:
                    return
                self.left -= 1
                number = next(KEYS)
            self._write(f"write-{number:06d}", token)

    def _write(self, key: str, token: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            said = self._send(key, token)
            if said is not None:
                with self.lock:
                    self.acknowledged.setdefault(key, []).append(said)
                    self.last = time.monotonic()
                return
            time.sleep(0.1)
        with self.lock:
            self.unanswered += 1

    def _send(self, key: str, token: str) -> int | None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {
            "Host": "localhost",
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        try:
            line.request("POST", f"/api/v1/i/{WIDE}/inputs/", body=json.dumps(self.body), headers=headers)
            answer = line.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()
        if answer.status >= 500:
            return None
        if answer.status != 201:
            raise ValueError(f"the write was answered {answer.status}: {content[:300]!r}")
        return int(json.loads(content)["number"]) if content else -1


def database_killed(ground: Ground) -> list[Row]:
    """Kill PostgreSQL again and again under writes; then look whether every acknowledged write is there, once."""
    with running() as product:
        storm, slowest = _storm(product, WRITES, KILLS)
        lost, twice, there = _compared(storm)
    with running(DJANGO_SETTINGS_MODULE="tests.bench.forgetful") as product:
        planted, _slow = _storm(product, max(WRITES // 10, 200), 3)
        missing, _twice, _there = _compared(planted)
    done = len(storm.acknowledged)
    return [
        Row(
            "R7",
            f"PostgreSQL killed {KILLS} times in {done:,} writes over HTTP: acknowledged and lost, twice",
            "0, 0",
            f"{lost}, {twice} of {there:,} ({storm.unanswered} without an answer)",
            lost == twice == storm.unanswered == 0,
        ),
        Row(
            "R7",
            "longest until the next write was acknowledged",
            f"≤ {BACK_WITHIN:g} s",
            f"{slowest:.1f} s",
            slowest <= BACK_WITHIN,
        ),
        Row(
            "R7",
            "planted bug: writes that went wrong are acknowledged; found missing",
            "> 0",
            str(missing),
            missing > 0,
        ),
    ]


def _storm(product: Product, writes: int, kills: int) -> tuple[Storm, float]:
    """Write with several hands; kill at even distances; return what came of it and the longest wait for the next write."""
    product.manage("seed", "--scale", "1", "--prefix", "wide", "--indicators", "1")
    initiative = _there_again()
    by = Person.objects.get(email="scale@people.example.org")
    with transaction.atomic(), inside(initiative.pk):
        engagement = make_engagement(f"Storm {writes}", by=by)
        prompt = engagement.prompts.get().pk
        tokens = [_token(initiative, by) for _ in range(WRITERS)]
    body = {
        "engagement": engagement.record.number,
        "answers": [{"prompt": prompt, "words": "Our street first."}],
    }
    storm = Storm(product.port, body, writes)
    hands = [threading.Thread(target=storm.write_on, args=[token]) for token in tokens]
    for hand in hands:
        hand.start()
    waits = [0.0]
    for number in range(kills):
        while storm.left > writes * (kills - number) // (kills + 1) and any(
            hand.is_alive() for hand in hands
        ):
            time.sleep(0.05)
        product.kill_postgres()
        killed = time.monotonic()
        while storm.last <= killed and any(hand.is_alive() for hand in hands):
            time.sleep(0.02)
        waits.append(storm.last - killed)
        say(f"kill {number + 1}: writing again after {waits[-1]:.1f} s, {storm.left:,} left")
    for hand in hands:
        hand.join()
    return storm, max(waits)


def _compared(storm: Storm) -> tuple[int, int, int]:
    """Return how many acknowledged writes are not there, how many stand there more often, and how many stand there."""
    initiative = _there_again()
    with transaction.atomic(), inside(initiative.pk):
        rows = Input.objects.filter(engagement__record__number=storm.body["engagement"])
        numbers = Counter(rows.values_list("number", flat=True))
        kept = SentOnce.objects.filter(key__startswith="write-").count()
    acknowledged = [number for told in storm.acknowledged.values() for number in told if number >= 0]
    lost = sum(number not in numbers for number in acknowledged)
    twice = (
        max(sum(numbers.values()) - len(storm.acknowledged), 0) + len(acknowledged) - len(set(acknowledged))
    )
    say(f"{kept:,} keys are remembered")
    return lost, twice, sum(numbers.values())


def _token(initiative: Initiative, by: Person) -> str:
    """Make a resident, and a key with which a program writes in their name."""
    somebody = make_person()
    give_role(somebody, Role.RESIDENT, initiative)
    return make_token(person=somebody, scope="write", days=2, by=by)[1]


def _there_again() -> Initiative:
    """Return the initiative once the database answers again."""
    until = time.monotonic() + PATIENCE
    while True:
        connections.close_all()
        try:
            return Initiative.objects.get(slug=WIDE)
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
