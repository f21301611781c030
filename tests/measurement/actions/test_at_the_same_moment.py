"""Two people publish figures of one indicator at the same moment: both are carried out, one after the other."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from initiatives.models import Initiative
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from measurement.actions.imports import bring_import, publish_import
from measurement.models import Import, Observation, Release
from tests.conftest import FreshDatabase
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.personas import OWN, the_people


def brought(*files: bytes) -> list[int]:
    """Bring files for one indicator, committed; return their imports."""
    by = the_people().backbone
    with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        indicator = make_indicator(by=by, slug="busy")
        return [bring_import(indicator=indicator, file_name="a.csv", content=one, by=by).pk for one in files]


def publish(pk: int) -> int:
    with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        import_ = Import.objects.select_related("indicator__record").get(pk=pk)
        return publish_import(import_=import_, note=NOTE, by=the_people().backbone).number


def test_two_files_become_two_releases(fresh_database: FreshDatabase) -> None:
    one, other = brought(long_table("2018-19,83"), long_table("2019-20,84"))
    numbers = fresh_database.in_threads(lambda: publish(one), lambda: publish(other))
    assert sorted(numbers, key=str) == [1, 2]


def test_the_same_file_four_times_becomes_one_release(fresh_database: FreshDatabase) -> None:
    pks = brought(*[long_table("2018-19,83")] * 4)
    answers = fresh_database.in_threads(*(partial(publish, pk) for pk in pks))
    assert [answer for answer in answers if isinstance(answer, int)] == [1]
    assert sum(isinstance(answer, RuleBroken) for answer in answers) == 3
    with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        assert (Release.objects.count(), Observation.objects.count()) == (1, 1)


def test_one_file_published_by_four_at_once_is_one_release(fresh_database: FreshDatabase) -> None:
    (pk,) = brought(long_table("2018-19,83"))
    assert fresh_database.in_threads(*[lambda: publish(pk)] * 4) == [1, 1, 1, 1]
