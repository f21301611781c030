"""A matter that is taken up again goes its whole way a second time: nothing said of the earlier decision is said of this one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from engagement.actions.alternatives import Draft, write_alternative
from engagement.actions.contributors import ask_for_ratings
from engagement.actions.dispositions import Became, dispose
from engagement.actions.engagements import (
    begin_implementing,
    close_input,
    complete,
    decide,
    freeze_options,
    open_engagement,
    reopen,
    report_back,
)
from engagement.actions.inputs import acknowledge
from engagement.actions.parity import record_outreach
from engagement.actions.statements import give_reasons, say
from engagement.actions.themes import make_theme, sort_inputs
from engagement.actions.timetable import postpone
from engagement.models import Engagement, Input, PromiseeVoice, PromiseeVote, Told
from engagement.pages.outcome_card import outcome_asked
from initiatives import clock
from initiatives.models import Person
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor
from initiatives.together import answer_of
from tests.factories.decided import decided_in_a_round
from tests.factories.engagements import make_open
from tests.factories.inputs import make_prompt, say_something
from tests.factories.people import make_person
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
WHY = {"en": "The bridge is gone, and with it the way to the first hub."}
REASON = {"en": "Both neighborhoods lie more than half an hour away from the next place that helps."}
BECAUSE = {"en": "Nobody has counted people by group here."}


@contextmanager
def days_on(days: float) -> Iterator[None]:
    with clock.at(clock.now() + timedelta(days=days)):
        yield


def hear(made: Engagement, by: Person, said: Input) -> None:
    """Let what was said be sorted, answered and told, and the options be fixed."""
    acknowledge(engagement=made, inputs=[said], by=by)
    close_input(engagement=made, by=by)
    theme = made.themes.first() or make_theme(engagement=made, title={"en": "Near"}, by=by)
    sort_inputs(theme=theme, inputs=[said], by=by)
    dispose(theme=theme, became=Became("already_planned", REASON), by=by)
    say(engagement=made, kind="what_we_heard", words={"en": "Near, above all."}, by=by)
    if not made.outreach.exists():
        record_outreach(engagement=made, category=None, words=BECAUSE, by=by)
    with days_on(6):
        freeze_options(engagement=made, by=by)


def conclude(made: Engagement, people: People) -> None:
    """Let the table decide, and everything be told that is owed after it, up to the end."""
    by = people.backbone
    chosen = made.alternatives.get(title__en="Two")
    decided_in_a_round(made, chosen, people)
    decide(engagement=made, by=by)
    with pytest.raises(RuleBroken):
        report_back(engagement=made, by=by)
    give_reasons(engagement=made, words={"en": "It reaches more families."}, alternative=chosen, by=by)
    with pytest.raises(RuleBroken):
        report_back(engagement=made, by=by)
    say(engagement=made, kind="report_back", words={"en": "You said: near. We did."}, by=by)
    report_back(engagement=made, by=by)
    begin_implementing(engagement=made, by=by)
    with pytest.raises(RuleBroken):
        complete(engagement=made, by=by)
    ask_for_ratings(engagement=made, by=by)
    assert complete(engagement=made, by=by).state == Engagement.State.COMPLETED


def call_back(made: Engagement) -> None:
    """Five of the people we promised have called it back."""
    now = clock.now()
    vote = PromiseeVote.objects.create(
        engagement=made, purpose="reopen", opened_at=now - timedelta(days=7), closes_at=now, reachable=9,
        closed_at=now, yes=5, no=0, carried=True,
    )  # fmt: skip
    for n in range(5):
        PromiseeVoice.objects.create(vote=vote, person=make_person(name=f"Neighbor {n}"), agrees=True)
    reopen(engagement=made, by=None, reason=WHY)


def asked_before(people: People) -> Engagement:
    """A question that was asked, heard, decided and completed long ago."""
    by = people.backbone
    with days_on(-300):
        made = make_open(by=by, level=2, days_ago=0)
        make_prompt(made)
        said = say_something(made, "Near the school", contributor=people.resident).input
        for name in ("One", "Two"):
            draft = Draft({"en": name}, reasons_against={"en": "It costs more than the other one."})
            write_alternative(engagement=made, draft=draft, by=by)
    with days_on(-276):
        hear(made, by, said)
    with days_on(-250):
        conclude(made, people)
    return made


def ask_again(made: Engagement, by: Person) -> None:
    """It is called back, its dates move, and it is open again for its time, up to its fixed options."""
    with days_on(-200):
        call_back(made)
        for which, days in (("decide_by", 60), ("input_closes_at", 30), ("opens_at", 9)):
            to = clock.now() + timedelta(days=days)
            postpone(engagement=made, which=which, to=to, reason=WHY, by=by)
    with days_on(-190):
        open_engagement(engagement=made, by=by)
    with days_on(-166):
        close_input(engagement=made, by=by)
        freeze_options(engagement=made, by=by)


def test_a_question_that_is_taken_up_again_goes_its_whole_way_anew(people: People) -> None:
    by, made = people.backbone, asked_before(people)
    ask_again(made, by)
    with days_on(-130), pytest.raises(RuleBroken) as refused:
        decide(engagement=made, by=by)
    lacks = " ".join(sentence for sentence, _address in refused.value.missing)
    assert "a round that everybody can see coming" in lacks
    assert "The rule" in lacks
    assert "It is not published yet." in lacks  # what we heard, this time
    with days_on(-130):
        say(engagement=made, kind="what_we_heard", words={"en": "Near, still."}, by=by)
    with days_on(-120):
        conclude(made, people)
    told = Told.objects.filter(engagement=made)
    assert {what: told.filter(what=what).count() for what in ("received", "answered", "rate", "decided")} == {
        "received": 1, "answered": 2, "rate": 2, "decided": 6,
    }  # fmt: skip
    card = answer_of(outcome_asked(made, visitor(made.initiative_id)))
    assert card is not None
    assert card.decision == made.decisions.latest("record__number")
    assert card.again is not None
    assert card.again.reason == WHY
