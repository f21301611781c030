"""Two people publish figures of one indicator at the same moment: both are carried out, one after the other."""

from __future__ import annotations

from django.db import transaction

from initiatives.models import Initiative, Person
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from measurement.actions.imports import bring_figures
from measurement.models import Indicator, Observation, Release
from tests.conftest import FreshDatabase
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.personas import OWN, the_people


def publish(pk: int, *rows: str) -> int:
    initiative = Initiative.objects.get(slug=OWN)
    with transaction.atomic(), inside(initiative.pk):
        by = Person.objects.get(pk=pk)
        indicator = Indicator.objects.get(slug="busy")
        return bring_figures(indicator=indicator, content=long_table(*rows), note=NOTE, by=by).number


def prepare() -> int:
    by = the_people().backbone
    with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        make_indicator(by=by, slug="busy")
    return by.pk


def test_two_files_become_two_releases(fresh_database: FreshDatabase) -> None:
    pk = prepare()
    numbers = fresh_database.in_threads(lambda: publish(pk, "2018-19,83"), lambda: publish(pk, "2019-20,84"))
    assert sorted(numbers, key=str) == [1, 2]


def test_the_same_file_twice_becomes_one_release(fresh_database: FreshDatabase) -> None:
    pk = prepare()
    answers = fresh_database.in_threads(*[lambda: publish(pk, "2018-19,83")] * 4)
    assert [answer for answer in answers if isinstance(answer, int)] == [1]
    assert sum(isinstance(answer, RuleBroken) for answer in answers) == 3
    with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        assert (Release.objects.count(), Observation.objects.count()) == (1, 1)
