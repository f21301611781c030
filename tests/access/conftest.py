"""The ground of a walk."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.utils import translation

from communications.publishing import kept
from initiatives.access.remembered import remembered
from tests import databases
from tests.access.ground import Answer, Ground, forget_tries, send, set_once
from tests.access.parts import WALKERS
from tests.access.scene import Scene, build_scenes
from tests.conftest import Browser, use_database
from tests.personas import the_people

Scenes = dict[str, Scene]


@pytest.fixture(scope="session")
def scenes_database(
    cast_database: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Scenes]]:
    """Commit both scenes to a database that is made once for all workers of a run."""
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    run, number = tmp_path_factory.getbasetemp(), os.getpid()
    if is_worker:
        run, number = run.parent, os.getppid()
    name, kept, files = f"ci_test_{number}_scenes", run / "scenes.pickle", run / "scenes"
    with (run / "scenes.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            with django_db_blocker.unblock():
                scenes = _build(cast_database, name)
            shutil.copytree(settings.MEDIA_ROOT, files)
            kept.write_bytes(pickle.dumps(scenes))
    shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)  # each worker keeps its own files
    yield name, pickle.loads(kept.read_bytes())
    if not is_worker:
        databases.drop(name)  # what workers share goes with the next run, as all that is left behind


def _build(cast_database: str, name: str) -> Scenes:
    connections.close_all()
    databases.copy(cast_database, name)
    use_database(name)
    try:
        with transaction.atomic():
            return build_scenes(the_people())
    finally:
        use_database(cast_database)


@pytest.fixture(scope="module")
def ground(
    cast_database: str, scenes_database: tuple[str, Scenes], django_db_blocker: Any
) -> Iterator[Ground]:
    """Sign everybody in, in a copy of the scenes that this walk has to itself."""
    made, scenes = scenes_database
    name = f"{cast_database}_walk"
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "_set", set_once)
        connections.close_all()
        with databases.fresh(made, name):
            use_database(name)
            try:
                with transaction.atomic():
                    people = the_people()
                    browsers = {
                        walker: Browser(raise_request_exception=False)
                        for walker in (*WALKERS, "other_backbone")
                    }
                    sessions = {}
                    for walker, browser in browsers.items():
                        if person := people.named(walker):
                            browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
                            sessions[walker] = browser.cookies[settings.SESSION_COOKIE_NAME].value
                yield Ground(scenes, browsers, sessions)
            finally:
                use_database(cast_database)


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """Forget what a test cached, but for what the next finds out again just so."""
    yield
    forget_tries()
    remembered.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def visit(ground: Ground, record_property: Callable[[str, object], None]) -> Iterator[Callable[..., Answer]]:
    """Give a function that sends one request whose effects are taken back; requests are counted."""
    sent = 0

    def counted(walker: str, method: str, address: str, **options: Any) -> Answer:
        nonlocal sent
        sent += 1
        return send(ground, walker, method, address, **options)

    yield counted
    record_property("requests", sent)
