"""Runs of operations go to the state at once, and make the same tables."""

from __future__ import annotations

from django.db import models
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from ci_platform.migrating import Together, together


def model(name: str) -> CreateModel:
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), ("size", models.IntegerField())])


def positive(name: str) -> AddConstraint:
    check = models.Q(("size__gt", 0))
    return AddConstraint(name, models.CheckConstraint(condition=check, name=f"{name}_positive"))


def index(name: str) -> AddIndex:
    return AddIndex(name, models.Index(fields=["size"], name=f"{name}_size"))


def shapes(operations: list[Operation]) -> list[str | list[str]]:
    """Return the names of the operations, those put together in a list of their own."""
    return [
        [type(inner).__name__ for inner in each.operations]
        if isinstance(each, Together)
        else type(each).__name__
        for each in operations
    ]


def test_runs_of_one_kind_are_put_together_and_order_is_kept() -> None:
    field = AddField("a", "more", models.IntegerField(null=True))
    operations = [
        model("a"),
        model("b"),
        field,
        positive("a"),
        index("b"),
        RunPython(RunPython.noop),
        index("a"),
    ]
    assert shapes(list(together(operations))) == [
        ["CreateModel", "CreateModel"],
        "AddField",
        ["AddConstraint", "AddIndex"],
        "RunPython",
        ["AddIndex"],
    ]


def test_the_state_is_the_same_as_one_by_one() -> None:
    operations = [model("a"), model("b"), positive("a"), index("b")]
    one_by_one, at_once = ProjectState(), ProjectState()
    assert at_once.apps is not None, "drawn before, as while migrating"
    for operation in operations:
        operation.state_forwards("app", one_by_one)
    for operation in together(operations):
        operation.state_forwards("app", at_once)
    assert at_once == one_by_one
    assert {each.__name__ for each in at_once.apps.get_models()} == {"a", "b"}
