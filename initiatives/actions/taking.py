"""Taking one's own data: packed by a job, kept for a week, fetched by its person alone, and gone when they are erased.

It belongs to no initiative, since somebody may be in many or in none: so its row and its file stand outside them all.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import timedelta
from functools import partial

from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from kombu.exceptions import OperationalError

from initiatives import clock
from initiatives.models import OwnDataPack, Person
from initiatives.own_data import own_data

PACK = "initiatives.pack_own_data"
LASTS = timedelta(days=7)
LOST_AFTER = timedelta(minutes=2)
FOLDER = "own-data"
UNNAMED_AFTER = timedelta(hours=1)  # far longer than a job may run: what no row names by then, none will
TRIES = OwnDataPack.TRIES


@transaction.atomic
def ask_for_own_data(*, person: Person) -> OwnDataPack:
    """Ask for one's data to be packed. While it is being packed, asking again changes nothing; later it is packed anew."""
    known, _is_new = OwnDataPack.objects.get_or_create(person=person, defaults={"asked_at": clock.now()})
    pack = OwnDataPack.objects.select_for_update(skip_locked=True).filter(pk=known.pk).first()
    if pack is None:
        return known
    if pack.packed_at is not None or pack.is_given_up:
        _drop_file(pack)
        pack.asked_at, pack.packed_at, pack.path, pack.tries = clock.now(), None, "", 0
        pack.save(update_fields=["asked_at", "packed_at", "path", "tries"])
    transaction.on_commit(partial(_send, pack.pk))
    return pack


def pack_own_data(*, pack_id: int) -> None:
    """Pack what the platform holds about somebody. Safe to run twice: what is packed stays as it is.

    A try is written down before it begins, so that one that fails or is killed counts.
    """
    if _begin(pack_id):
        _pack(pack_id)


@transaction.atomic
def _begin(pack_id: int) -> bool:
    pack = _unpacked(pack_id)
    if pack is None or pack.is_given_up:
        return False
    pack.tries += 1
    pack.save(update_fields=["tries"])
    return True


@transaction.atomic
def _pack(pack_id: int) -> None:
    pack = _unpacked(pack_id)
    if pack is None:
        return
    name = f"{FOLDER}/{secrets.token_hex(16)}.zip"
    pack.path = default_storage.save(name, ContentFile(own_data(pack.person)))
    pack.packed_at = clock.now()
    pack.save(update_fields=["path", "packed_at"])


def read_own_data(pack: OwnDataPack) -> bytes:
    """Return the bytes of what was packed."""
    with default_storage.open(pack.path) as file:
        return bytes(file.read())


@transaction.atomic
def look_after_packs() -> None:
    """Send again what got lost on its way, and let go of what nobody needs any more. The beat calls it."""
    now = clock.now()
    for pack in OwnDataPack.objects.select_for_update(skip_locked=True).filter(packed_at__lte=now - LASTS):
        drop(pack)
    lost = OwnDataPack.objects.filter(packed_at__isnull=True, asked_at__lte=now - LOST_AFTER, tries__lt=TRIES)
    for pack in lost.select_for_update(skip_locked=True):
        OwnDataPack.objects.filter(pk=pack.pk).update(asked_at=now)
        transaction.on_commit(partial(_send, pack.pk))
    _drop_unnamed()


def drop(pack: OwnDataPack) -> None:
    """Take a pack away with its file."""
    _drop_file(pack)
    pack.delete()


def _unpacked(pack_id: int) -> OwnDataPack | None:
    """Return a pack that is to be made, locked; None while somebody else makes it."""
    rows = OwnDataPack.objects.select_for_update(skip_locked=True)
    return rows.filter(pk=pack_id, packed_at__isnull=True).first()


def _drop_unnamed() -> None:
    """Delete files that no row names: of a job that was killed before it could write down which file is whose."""
    if not default_storage.exists(FOLDER):
        return
    for file in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{file}"
        with suppress(FileNotFoundError):  # another beat was faster
            is_old = default_storage.get_modified_time(path) <= clock.now() - UNNAMED_AFTER
            if is_old and not OwnDataPack.objects.filter(path=path).exists():
                default_storage.delete(path)


def _drop_file(pack: OwnDataPack) -> None:
    if pack.path:
        transaction.on_commit(partial(default_storage.delete, pack.path))


def _send(pack: int) -> None:
    """Hand it to the broker; while that is away, the beat sends it again later."""
    try:
        current_app.send_task(PACK, args=[pack], queue="reports", retry=False)
    except OperationalError:
        return
