"""Runs of operations go to the state at once, and make the same tables as one by one."""

from __future__ import annotations

from django.db import models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RunPython,
    RunSQL,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from ci_platform.migrating import Together, together
from initiatives.walls import TenantWalls


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
        ["AddField"],
        ["AddConstraint", "AddIndex"],
        "WithAllDrawn",
        ["AddIndex"],
    ]


def test_a_field_that_changes_twice_is_seen_between() -> None:
    first, second = (AlterField("a", "size", models.IntegerField(null=null)) for null in (True, False))
    other = AlterField("b", "size", models.IntegerField(null=True))
    assert shapes(list(together([first, other, second]))) == [["AlterField", "AlterField"], ["AlterField"]]


def test_a_key_that_changes_is_changed_with_all_that_point_at_it() -> None:
    key = AlterField("a", "id", models.AutoField(primary_key=True))
    once = AlterField("a", "size", models.IntegerField(unique=True))
    assert shapes(list(together([key, once]))) == ["WithAllDrawn", "WithAllDrawn"]


def test_what_looks_at_no_model_is_left_alone() -> None:
    plain, telling = RunSQL("SELECT 1"), RunSQL("SELECT 1", state_operations=[model("a")])
    assert shapes(list(together([plain, TenantWalls("a"), telling]))) == [
        "RunSQL",
        "TenantWalls",
        "WithAllDrawn",
    ]


def test_only_the_named_models_are_drawn_anew_and_all_before_an_operation_in_python() -> None:
    """A model that points at a changed one still shows it as it was; the operation in Python sees it as it is."""
    state = ProjectState()
    follower = CreateModel(
        "b",
        [("id", models.BigAutoField(primary_key=True)), ("a", models.ForeignKey("app.a", models.CASCADE))],
    )
    for operation in together([model("a"), follower]):
        operation.state_forwards("app", state)
    untouched = state.apps.get_model("app", "b")
    field = AddField("a", "more", models.IntegerField(null=True))
    (run,) = together([field])
    run.state_forwards("app", state)
    assert state.apps.get_model("app", "a")._meta.get_field("more")
    assert state.apps.get_model("app", "b") is untouched
    (python,) = together([RunPython(RunPython.noop)])
    python.state_forwards("app", state)
    pointed_at = state.apps.get_model("app", "b")._meta.get_field("a").related_model
    assert pointed_at is state.apps.get_model("app", "a")
    assert pointed_at._meta.get_field("more")


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
