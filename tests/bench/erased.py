"""R8: people who were erased after a backup was made are not brought back by it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ci_platform.embedded import Engine
from ci_platform.engine.place import Place
from ci_platform.engine.postgres import BACKUP
from initiatives.actions.erasure import erase_person
from initiatives.actions.restrictions import ask_for_review
from initiatives.erased import FILE
from initiatives.models import Initiative, Person
from initiatives.rules.roles import Role
from initiatives.tenancy import inside
from tests.bench.figures import use
from tests.bench.ground import Ground
from tests.bench.measuring import Row
from tests.bench.restore import back_up, put_back, run
from tests.factories.people import give_role
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction

PEOPLE = 20


def come_back(ground: Ground) -> list[Row]:
    """Back up, erase people, restore, start; count whose name stands in a dump, and see that they stood there before."""
    database = ground.copy(ground.small, "ci_erasing")
    initiative, by = use(database)
    people = [_make(number, initiative, by) for number in range(PEOPLE)]
    names = [person.name for person in people]
    root = Path(tempfile.mkdtemp(prefix="ci-bench-erased-"))
    root.chmod(0o755)
    engine = Engine(Place(root))
    try:
        dump = back_up(ground, database, root / "backup.dump")
        for person in people:
            erase_person(person=person, why="asked for it", by=None)
        put_back(dump, engine)
        without = _named(names, engine)
        shutil.copy(settings.ERASED_FILE, root / FILE)
        ground.manage("erase_again", engine=engine)
        left = _named(names, engine)
        ground.manage("verify_ledger", engine=engine)
    finally:
        engine.stop()
        shutil.rmtree(root, ignore_errors=True)
    what = f"{PEOPLE} people erased after the backup, restored: named in a dump"
    return [
        Row("R8", what, "0, ledgers hold", str(left), left == 0),
        Row(
            "R8", "the same without the note of who was erased", f"{PEOPLE}", str(without), without == PEOPLE
        ),
    ]


def _make(number: int, initiative: Initiative, by: Person) -> Person:
    """Make somebody with a role who wrote their own name into what they asked."""
    person = Person.objects.create_user(f"gone-{number:03d}@gone.example", name=f"Quetzal {number:03d} Gone")
    with transaction.atomic(), inside(initiative.pk):
        give_role(person, Role.RESIDENT, initiative)
        held = make_restriction(make_record(by=by), by=by)
        ask_for_review(restriction=held, words=f"I, {person.name}, think so", by=person)
    return person


def _named(names: list[str], engine: Engine) -> int:
    """Count the names that stand in a dump of the whole database."""
    dump = run("pg_dump", engine.postgres.address(BACKUP))
    return sum(name in dump for name in names)
