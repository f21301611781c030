"""Three walls between initiatives. This module is the first: managers that refuse outside a scope.

The second wall is row-level security, the third are composite keys; both are written by `initiatives.walls.TenantWalls`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connections, models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from psycopg.pq import TransactionStatus

M = TypeVar("M", bound=models.Model)
_current: ContextVar[int | None] = ContextVar("initiative", default=None)
_known: ContextVar[models.Model | None] = ContextVar("known_initiative", default=None)

# The few tables with an initiative_id that must be read before any scope is open. They hold no content.
DOORS = frozenset(
    {"initiatives_due", "initiatives_pass", "initiatives_participation", "initiatives_affiliation"}
)


class OutsideInitiative(RuntimeError):
    """A tenant's rows were asked for where no initiative is open."""


class OutsideTransaction(RuntimeError):
    """A scope was opened outside a transaction, where the database would forget it at once."""


def current_initiative() -> int:
    """Return the id of the open initiative; raises OutsideInitiative where none is."""
    pk = _current.get()
    if pk is None:
        raise OutsideInitiative("No initiative is open here. Use `with inside(initiative.pk):`.")
    return pk


def open_initiative() -> int | None:
    """Return the id of the open initiative, or None."""
    return _current.get()


@contextmanager
def inside(initiative_id: int, *, using: str = "default") -> Iterator[None]:
    """Open the scope of one initiative, in Python and in the database, until the block ends.

    Needs an open transaction (the database's setting lives as long as that). Nested scopes restore the outer one,
    because SET LOCAL survives the release of a savepoint.
    """
    if not connections[using].in_atomic_block:
        raise OutsideTransaction("Open a transaction first: `with transaction.atomic(), inside(pk):`.")
    before = _current.get()
    token = _current.set(initiative_id)
    _tell(using, initiative_id)
    try:
        yield
    finally:
        _current.reset(token)
        _tell(using, before)


@contextmanager
def adopted(initiative_id: int) -> Iterator[None]:
    """Open the scope in Python where the same transaction has told the database already; see `access.entrance`.

    The outermost transaction takes the database's setting with it; a nested one gives it back.
    """
    before = _current.get()
    token = _current.set(initiative_id)
    try:
        yield
    finally:
        _current.reset(token)
        if connections["default"].savepoint_ids:
            _tell("default", before)


@contextmanager
def known(initiative: models.Model) -> Iterator[None]:
    """Keep the row of an open initiative at hand: what belongs to it need not fetch it again, until the block ends."""
    token = _known.set(initiative)
    try:
        yield
    finally:
        _known.reset(token)


@contextmanager
def imagined(initiative_id: int) -> Iterator[None]:
    """Name an initiative without opening it, to write down questions that are asked later: nothing is read in here."""
    token = _current.set(initiative_id)
    try:
        yield
    finally:
        _current.reset(token)


def tell_again() -> None:
    """Give the database back the scope that is open in Python."""
    _tell("default", _current.get())


def _tell(using: str, initiative_id: int | None) -> None:
    connection = connections[using]
    raw = connection.connection
    if raw is None or not connection.in_atomic_block or connection.needs_rollback:
        return  # what is rolled back takes its settings with it
    if raw.info.transaction_status == TransactionStatus.INERROR:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.initiative_id', %s, true)", [str(initiative_id or "")])


class TenantQuerySet(models.QuerySet[M]):
    """Rows of the open initiative."""


class TenantManager(models.Manager[M]):
    """Refuses outside a scope; inside, sees one initiative only."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Return the open initiative's rows; raises OutsideInitiative."""
        return super().get_queryset().filter(initiative_id=current_initiative())

    def none(self) -> models.QuerySet[M]:
        """Return no rows; that needs no scope."""
        return super().get_queryset().none()


class _KnownFirst(ForwardManyToOneDescriptor):  # type: ignore[type-arg]
    """Gives the row of the open initiative where it is at hand."""

    def get_object(self, instance: models.Model) -> models.Model:
        """Return the initiative that a row belongs to."""
        at_hand = _known.get()
        if at_hand is not None and at_hand.pk == getattr(instance, self.field.attname):
            return at_hand
        return super().get_object(instance)


class InitiativeKey(models.ForeignKey[Any, Any]):
    """The key of a tenant's row to its initiative; in the database a foreign key as any other."""

    forward_related_accessor_class = _KnownFirst

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Name it a plain foreign key, which it is for migrations."""
        name, _path, positional, named = super().deconstruct()
        return name, "django.db.models.ForeignKey", positional, named


class TenantModel(models.Model):
    """A row that belongs to one initiative. The scope gives the initiative; nobody types it."""

    initiative = InitiativeKey(
        "initiatives.Initiative", models.PROTECT, related_name="+", default=open_initiative, editable=False
    )

    class Meta:
        abstract = True


class OneDatabase:
    """Keeps migrations off the second connection to the same database."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Migrate only the default connection."""
        return None if db == "default" else False
