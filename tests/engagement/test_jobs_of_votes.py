"""Votes open, close and lapse by the clock, once, whoever looks; and anybody counts them again from the command line."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from engagement.actions.closing import close_when_due
from engagement.actions.motions import CLOSE, OPEN, postpone
from engagement.actions.opening import open_when_due
from engagement.models import Decision
from engagement.tasks import close_decision, open_decision
from initiatives import clock
from initiatives.due import claim_ripe
from initiatives.models import Due, Event, JobRun
from initiatives.rules.ledger import canonical
from initiatives.tenancy import current_initiative
from tests.factories.decisions import after_the_end, make_council, make_noticed, make_open, motion, say
from tests.personas import OWN, People

pytestmark = pytest.mark.usefixtures("inside_initiative")


def state(decision: Decision) -> str:
    return Decision.objects.get(pk=decision.pk).state


def test_jobs_open_and_close_it_once_however_often_they_run(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_noticed(council)
    with clock.at(decision.round.opens_at):
        claim_ripe()
        run = JobRun.objects.get(task=OPEN)
        open_decision(run.pk, initiative_id=current_initiative())
        open_decision(run.pk, initiative_id=current_initiative())
        open_when_due(number=decision.record.number)
    assert state(decision) == "open"
    with clock.at(after_the_end(decision)):
        claim_ripe()
        run = JobRun.objects.get(task=CLOSE)
        close_decision(run.pk, initiative_id=current_initiative())
        close_decision(run.pk, initiative_id=current_initiative())
        close_when_due(number=decision.record.number)
    assert state(decision) == "not_adopted"
    assert Event.objects.filter(kind__in=["decision.opened", "decision.closed"]).count() == 2


def test_job_that_comes_before_a_moved_end_comes_again(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    end = after_the_end(decision)
    postpone(
        decision=decision, closes_at=end + timedelta(days=2), reason={"en": "A holiday."}, by=people.backbone
    )
    with clock.at(end):
        close_when_due(number=decision.record.number)
    assert state(decision) == "open"
    assert Due.objects.get(job=CLOSE, key=str(decision.record.number)).due_at == end + timedelta(days=2)


def test_job_says_once_what_is_missing_and_opens_nothing(people: People) -> None:
    decision = make_noticed(make_council(people.backbone), motion(electorate_of="people"))
    with clock.at(decision.round.opens_at):
        open_when_due(number=decision.record.number)
        open_when_due(number=decision.record.number)
    assert state(decision) == "noticed"
    assert Event.objects.filter(kind="decision.not_opened").count() == 1


def test_command_counts_again_and_finds_a_changed_file(people: People, tmp_path: Path) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    say(decision, council[0])
    with clock.at(after_the_end(decision)):
        close_when_due(number=decision.record.number)
    told = StringIO()
    call_command("verify_decision", str(decision.record.number), initiative=OWN, stdout=told)
    assert f"{OWN} {decision.record.number}: holds (adopted)" in told.getvalue()
    result = Decision.objects.get(pk=decision.pk).result
    result["question"]["ballots"][0]["stance"] = "no"
    file = tmp_path / "decision.json"
    file.write_bytes(canonical(result))
    with pytest.raises(CommandError, match="not what its ballots say"):
        call_command("verify_decision", file=str(file), stdout=StringIO())
    with pytest.raises(CommandError, match="no counted decision"):
        call_command("verify_decision", "999999", initiative=OWN, stdout=StringIO())
