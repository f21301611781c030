"""Ids of the other initiative in the bodies of forms: every choice and hidden value of every form, crossed. BARS R2.

The forms are read from the pages themselves. What the same form offers in the other initiative and not in its own is a
foreign value. It is sent in a body that is accepted with an own value, so that nothing else can be the reason of a
refusal.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from initiatives import clock
from tests.access.forms import Field, Form, forms_on
from tests.access.ground import FOREIGN, INSIDE, Answer, Ground, address, leaks
from tests.access.table import TABLE
from tests.factories.figures import long_table
from tests.personas import OTHER, OWN

Visit = Callable[..., Answer]
Body = dict[str, list[str]]
Forms = dict[tuple[str, int], Form]
READ: dict[
    tuple[str, str], Forms
] = {}  # by route and initiative: a walk takes everything back, so pages stay as they were
ACCEPTED = frozenset({200, 201, 202, 302, 303})
DIRECTORS = {OWN: "backbone", OTHER: "other_backbone"}
ROOT = Path(__file__).resolve().parents[2]
PAGES = [route for route in INSIDE if TABLE[route].get and "backbone" in (TABLE[route].get or ())]
# Fields that no page of the scene shows yet; take the name out when the scene has one of each.
NOT_ON_A_PAGE = {
    "because": "a tie: the group of this vote has decided nothing else",
    "cells": "the reasons for what was chosen: the scene has no concern set against an option there",
    "criterion": "a score: only the members of a panel give one, and the director is none of them",
    "answers": "turn the curve: its pages are not in the scene",
    "category": "a reading of one group: the scene has no groups of its own on that page",
    "cause_of": "turn the curve: its pages are not in the scene",
    "idea": "turn the curve: its pages are not in the scene",
}
# What must be typed so that a body is accepted, where any words will not do: by route and field.
TYPED = {
    "import-add": {"pasted": long_table("2021-22,63").decode()},
    "settings-access": {"role": "data_steward"},
    "indicator-add": {"sentence_en": "{figure} students graduated on time"},
    "clause-add": {"number": "8.1"},
    "theme-answer": {"reason_en": "People told us so, and the last bus moves by half an hour."},
}


@pytest.fixture(autouse=True)
def _while_the_round_is_open() -> Iterator[None]:
    """A week and a little later: the notice is over, the seats can answer."""
    with clock.at(clock.now() + timedelta(days=7, hours=1)):
        yield


def forms_of(route: str, slug: str, ground: Ground, visit: Visit) -> Forms:
    """Return the forms of a page by the route to which they send and their place among those; it is read once."""
    if (route, slug) not in READ:
        READ[route, slug] = read_forms(route, slug, ground, visit)
    return READ[route, slug]


def read_forms(route: str, slug: str, ground: Ground, visit: Visit) -> Forms:
    """Read a page and return its forms."""
    where = address(route, slug, TABLE[route], ground.scenes[slug].ids)
    answer = visit(DIRECTORS[slug], "GET", where)
    assert leaks(answer, slug, "backbone") == [], f"{where} offers what is not its own"
    found: Forms = {}
    for form in forms_on(answer.body, where) if answer.status == 200 else []:
        name = _route(form.action)
        place = sum(1 for known, _ in found if known == name)
        if name in TABLE:
            found[name, place] = form
    return found


def foreign_values(own: Form, other: Form) -> dict[str, str]:
    """Return for each field one value that only the other initiative's form offers."""
    theirs = {
        name: [value for value in offered if value not in own.offers.get(name, []) and value]
        for name, offered in other.offers.items()
        if name in own.fields
    }
    return {name: values[-1] for name, values in theirs.items() if values}


def bodies(form: Form, name: str) -> Iterator[Body]:
    """Return bodies with an own value in the field: those that may be accepted."""
    told = {key: [value] for key, value in TYPED.get(_route(form.action), {}).items()}
    whole = {key: one.values or _typed(one) for key, one in form.fields.items()} | told
    offered = form.offers.get(name, [])
    for value in [*form.fields[name].values, *offered]:
        yield whole | {name: [value]}
    yield {key: values for key, values in whole.items() if key != name}


def _typed(one: Field) -> list[str]:
    """Return what somebody could type or choose."""
    day = (clock.now() + timedelta(days=20)).date().isoformat()
    typed = {"date": day, "email": "somebody.new@people.example", "number": "1", "text": "Words to try"}
    if one.kind in ("select", "radio"):
        return one.offered[:1]
    return (
        [typed.get(one.kind, "Words to try")]
        if one.kind not in ("hidden", "checkbox", "file", "submit", "button")
        else []
    )


def _route(action: str) -> str:
    try:
        return resolve(action.split("?", maxsplit=1)[0]).url_name or ""
    except Resolver404:
        return ""


@pytest.mark.parametrize("route", PAGES)
def test_a_form_takes_no_value_of_the_other_initiative(route: str, ground: Ground, visit: Visit) -> None:
    wrong = []
    for slug in (OWN, OTHER):
        there = forms_of(route, FOREIGN[slug], ground, visit)
        for key, form in forms_of(route, slug, ground, visit).items():
            if key not in there:
                continue
            for name, foreign in foreign_values(form, there[key]).items():
                wrong += crossed(form, name, foreign, slug, visit)
    assert not wrong, "\n".join(wrong)


def crossed(form: Form, name: str, foreign: str, slug: str, visit: Visit) -> list[str]:
    """Send the form with an own value, then with the foreign one; return what is wrong.

    Where a rule stands against every own value, the foreign one must be refused for itself, before any rule.
    """
    walker, is_accepted = DIRECTORS[slug], False
    for body in bodies(form, name):
        own = visit(walker, "POST", form.action, data=body)
        is_accepted = own.status in ACCEPTED
        if is_accepted:
            break
    answer = visit(walker, "POST", form.action, data=body | {name: [foreign]})
    found = [f"{form.action} shows {canary}" for canary in leaks(answer, slug, "backbone")]
    if not 400 <= answer.status < 500:
        found.append(f"{form.action}: {name}={foreign} of the other initiative gave {answer.status}")
    if not is_accepted and not any("none of the choices" in said for said in complaints(answer)):
        found.append(f"{form.action}: no body is accepted, so {name} proves nothing: {complaints(own)}")
    return found


def complaints(answer: Answer) -> list[str]:
    """Return what a form says is wrong with what was sent."""
    said = re.findall(
        r'<p class="err"[^>]*>(.*?)</p>|<ul class="errorlist[^>]*>(.*?)</ul>', answer.body.decode(), re.S
    )
    return [" ".join(re.sub("<[^>]+>", " ", "".join(one)).split()) for one in said]


def chosen_in_code() -> set[str]:
    """Return the names of all fields in which one picks a row of the database, read from the code of the forms."""
    found = set()
    for file in ROOT.glob("*/forms/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Assign | ast.AnnAssign) and _picks_a_row(node.value):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if isinstance(target, ast.Name):
                    found.add(target.id)
                elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
                    found.add(str(target.slice.value))
    return found


def _picks_a_row(value: ast.expr | None) -> bool:
    called = value.func if isinstance(value, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in ("ModelChoiceField", "ModelMultipleChoiceField")


def test_every_field_in_which_one_picks_a_row_is_crossed(ground: Ground, visit: Visit) -> None:
    reached = set()
    for route in PAGES:
        there = forms_of(route, OTHER, ground, visit)
        for key, form in forms_of(route, OWN, ground, visit).items():
            reached |= set(foreign_values(form, there[key])) if key in there else set()
    missing = chosen_in_code() - reached - set(NOT_ON_A_PAGE)
    assert missing == set(), f"crossed: {sorted(reached)}"
