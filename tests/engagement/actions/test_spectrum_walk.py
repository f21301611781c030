"""The declared table is what the server does: each cell is tried with the action that carries the deed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pytest
from django.db import transaction

from engagement.actions import engagements as course
from engagement.actions.alternatives import Draft, write_alternative
from engagement.actions.assisted import enter_input
from engagement.actions.banners import lift_banner
from engagement.actions.certifying import certify, name_teller
from engagement.actions.contacts import Contact, disclose_contact
from engagement.actions.delegations import decide_urgently
from engagement.actions.dispositions import Became, dispose, lift_place, place_concern
from engagement.actions.electorate import enrol, mark_present
from engagement.actions.evidence import Exhibit, add_advice
from engagement.actions.inputs import Contribution, Entry, acknowledge, give_input
from engagement.actions.levels import change_level
from engagement.actions.moderation import answer_appeal, hide_input
from engagement.actions.motions import deliberate, put_to_body
from engagement.actions.not_kept import say_not_kept
from engagement.actions.overrides import override
from engagement.actions.promisee_votes import give_voice
from engagement.actions.questions import answer_question, ask_question, hide_question
from engagement.actions.recusals import find_interest
from engagement.actions.second_chances import lapse
from engagement.actions.statements import say
from engagement.actions.themes import make_theme, sort_inputs
from engagement.actions.timetable import postpone
from engagement.actions.voting import cast, cast_secretly
from engagement.models import MatrixCell
from engagement.representing import hats_of
from engagement.rules.ballots import Ballot
from engagement.rules.inputs import Said
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import GROUNDS, TABLE, Answer, Deed, Role, cell, cells, may
from engagement.rules.stages import Transition
from initiatives import clock
from initiatives.models import Initiative, Person
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import motion
from tests.factories.spectrum_scene import Scene, make_scene
from tests.personas import People

Try = Callable[[Scene, "Person | None"], object]
WORDS = {"en": "Because."}
REASON = {"en": "The county has said that it will not pay for any of it."}
SENTENCES = {ground.words for ground in GROUNDS.values()}
WITHOUT_ACCOUNT = frozenset({Deed.GIVE_INPUT, Deed.ASK_QUESTION, Deed.VOTE_AS_PROMISED, Deed.FILE_NOT_KEPT})


class Undone(Exception):
    """Takes back what was carried out, so that the next cell finds the same ground."""


@dataclass(frozen=True)
class Way:
    """How a deed is carried out, at which levels. `is_listed`: whoever may is on a list, so only having done it counts."""

    act: Try
    levels: tuple[Level, ...] = tuple(Level)
    is_listed: bool = False


def _said(scene: Scene, by: Person | None, **more: object) -> Contribution:
    return Contribution([Said(scene.prompt.pk, words="Later buses.")], contributor=by, **more)  # type: ignore[arg-type]


def _vote(scene: Scene, by: Person | None) -> object:
    assert by is not None
    act = cast if scene.level < Level.EMPOWERING else cast_secretly
    return act(decision=scene.voting, elector=scene.row_of(by), ballot=Ballot("", "yes"), by=by)


def _step(act: Callable[..., object], **more: object) -> tuple[Way, ...]:
    return (Way(lambda scene, by: act(engagement=scene.engagement, by=by, **more)),)


def _stated(kind: str, *levels: Level) -> tuple[Way, ...]:
    way = Way(lambda scene, by: say(engagement=scene.engagement, kind=kind, words=WORDS, by=by))  # type: ignore[arg-type]
    return (Way(way.act, levels or tuple(Level)),)


ABOVE_ONE = tuple(Level)[1:]
BELOW_FIVE = tuple(level for level in Level if level < Level.EMPOWERING)
WAYS: dict[Deed | Transition, tuple[Way, ...]] = {
    Transition.ANNOUNCE: _step(course.announce),
    Transition.OPEN: _step(course.open_engagement),
    Transition.CLOSE_INPUT: _step(course.close_input),
    Transition.FREEZE_OPTIONS: _step(course.freeze_options),
    Transition.DECIDE: _step(course.decide),
    Transition.REPORT_BACK: _step(course.report_back),
    Transition.IMPLEMENT: _step(course.begin_implementing),
    Transition.COMPLETE: _step(course.complete),
    Transition.WITHDRAW: _step(course.withdraw, reason=WORDS),
    Transition.REOPEN: _step(course.reopen, reason=WORDS),
    Deed.DECIDE_URGENTLY: _step(decide_urgently, what=WORDS, ground=WORDS),
    Deed.MOVE_DATE: (
        Way(lambda scene, by: postpone(
            engagement=scene.engagement, which="decide_by", to=clock.now() + timedelta(days=90), reason=WORDS, by=by)),
    ),
    Deed.RAISE_LEVEL: (
        Way(lambda scene, by: change_level(
            engagement=scene.engagement, to=scene.level + 1, reason=WORDS, by=by), BELOW_FIVE),
    ),
    Deed.LOWER_LEVEL: (
        Way(lambda scene, by: change_level(
            engagement=scene.engagement, to=scene.level - 1, reason=WORDS, by=by), tuple(Level)[1:]),
    ),
    Deed.GIVE_INPUT: (Way(lambda scene, by: give_input(engagement=scene.engagement, what=_said(scene, by))),),
    Deed.ENTER_ASSISTED: (
        Way(lambda scene, by: enter_input(
            engagement=scene.engagement, what=_said(scene, None, channel="paper"), entry=Entry(by, note="Box 3"))),
    ),
    Deed.ACKNOWLEDGE_INPUT: (
        Way(lambda scene, by: acknowledge(engagement=scene.engagement, inputs=[], by=by), ABOVE_ONE),
    ),
    Deed.CLASSIFY_INPUT: (
        Way(lambda scene, by: make_theme(engagement=scene.engagement, title=WORDS, by=by)),
        Way(lambda scene, by: sort_inputs(theme=scene.theme, inputs=[], by=by)),
    ),
    Deed.ANSWER_THEME: (
        Way(lambda scene, by: dispose(theme=scene.theme, became=Became("not_adopted", REASON), by=by)),
        Way(lambda scene, by: place_concern(theme=scene.theme, alternative=None, words=WORDS, by=by)),
        Way(lambda scene, by: lift_place(cell=MatrixCell(theme=scene.theme), by=by)),
    ),
    Deed.HIDE_WORDS: (
        Way(lambda scene, by: hide_question(question=scene.question, ground="threat", by=by)),
        Way(lambda scene, by: hide_input(given=scene.given, ground="threat", by=by), ABOVE_ONE),
        Way(lambda scene, by: answer_appeal(hiding=scene.hiding, is_lifted=True, answer=WORDS, by=by), ABOVE_ONE),
    ),
    Deed.ANSWER_QUESTION: (Way(lambda scene, by: answer_question(question=scene.question, answer=WORDS, by=by)),),
    Deed.ASK_QUESTION: _step(ask_question, words="Who pays?"),
    Deed.WRITE_OPTION: _step(write_alternative, draft=Draft(title=WORDS)),
    Deed.POST_ADVICE: _step(add_advice, exhibit=Exhibit(title=WORDS, words=WORDS)),
    Deed.VOTE: (Way(_vote, is_listed=True),),
    Deed.MOVE_MOTION: (
        Way(lambda scene, by: put_to_body(
            motion=motion(purpose="procedure"), body=scene.council.body, engagement=scene.engagement, by=by)),
    ),
    Deed.SPEAK_FOR_GROUP: _stated("reply"),
    Deed.CHAIR: (Way(lambda scene, by: deliberate(decision=scene.noticed, by=by)),),
    Deed.NAME_TELLER: (
        Way(lambda scene, by: name_teller(decision=scene.voting, person=scene.people[Role.RESIDENT], by=by)),
    ),
    Deed.LIST_VOTERS: (Way(lambda scene, by: enrol(decision=scene.noticed, people=[], basis="here", by=by)),),
    Deed.NOTE_PRESENCE: (Way(lambda scene, by: mark_present(elector=scene.row_of(scene.council[0]), by=by)),),
    Deed.FIND_INTEREST: (
        Way(lambda scene, by: find_interest(
            decision=scene.voting, elector=scene.row_of(scene.council[0]), interest=WORDS, by=by)),
    ),
    Deed.LET_LAPSE: (Way(lambda scene, by: lapse(decision=scene.voting, by=by)),),
    Deed.CERTIFY: (Way(lambda scene, by: certify(decision=scene.voting, by=by)),),
    Deed.EDIT_OUTCOME: _stated("rationale", *BELOW_FIVE),
    Deed.OVERRIDE: (
        Way(lambda scene, by: override(
            engagement=scene.engagement, decision=scene.noticed, reasons={}, by=by)),
    ),
    Deed.REPORT_PROGRESS: _stated("progress"),
    Deed.MARK_DONE: (Way(lambda scene, by: lift_banner(banner=scene.banner, by=by)),),
    Deed.FILE_IMPOSSIBILITY: _stated("impossible"),
    Deed.VOTE_AS_PROMISED: (Way(lambda scene, by: give_voice(vote=scene.promisees, agrees=True, by=by)),),
    Deed.FILE_NOT_KEPT: _step(say_not_kept, code="I1", words="Nobody told us."),
    Deed.DISCLOSE_CONTACT: _step(disclose_contact, contact=Contact("A landlord", "The rent", date(2020, 1, 1))),
}  # fmt: skip


class Found(StrEnum):
    """What came of a try: `elsewhere` is a refusal for something else than who tries it."""

    DONE = "done"
    REFUSED = "refused"
    RECORDED = "recorded"
    ABSENT = "absent"
    ELSEWHERE = "elsewhere"


def tried(way: Way, scene: Scene, by: Person | None) -> Found:
    """Try a deed, take it back, and return what the server said."""
    try:
        with transaction.atomic():
            way.act(scene, by)
            raise Undone
    except Undone:
        return Found.DONE
    except RuleBroken as refusal:
        if refusal.keep is not None:
            return Found.RECORDED
        if refusal.sentence == GROUNDS["-"].words:
            return Found.ABSENT
        return Found.REFUSED if refusal.sentence in SENTENCES else Found.ELSEWHERE


def right(wanted: Answer, way: Way) -> set[Found]:
    """Return what the cell lets the server say. What does not exist at a level may be refused in other words."""
    let_in = {Found.DONE} if way.is_listed else {Found.DONE, Found.ELSEWHERE}
    refused = {Found.REFUSED, Found.ELSEWHERE} if way.is_listed else {Found.REFUSED}
    return {
        Answer.ALLOWED: let_in,
        Answer.REFUSED: refused,
        Answer.REFUSED_AND_RECORDED: {Found.RECORDED},
        Answer.ABSENT: {Found.ABSENT, Found.ELSEWHERE},
    }[wanted]


def who(deed: Deed | Transition, role: Role, scene: Scene) -> list[Person | None]:
    """Return who tries: a visitor with an account that is nobody's here, and without one where there is a way."""
    people: list[Person | None] = [scene.people[role]]
    return [*people, None] if role is Role.VISITOR and deed in WITHOUT_ACCOUNT else people


@pytest.mark.parametrize("level", Level)
def test_each_cell_of_the_table_is_what_the_action_does(
    level: Level, inside_initiative: Initiative, people: People
) -> None:
    scene = make_scene(level, initiative=inside_initiative, by=people.backbone)
    hats = {role: hats_of(person, scene.engagement) for role, person in scene.people.items()}
    worn = [role for role in Role if role is not Role.ADVISER]
    assert {role: hats[role] for role in worn} == {role: frozenset({role}) for role in worn}
    assert (Role.ADVISER in hats[Role.ADVISER]) is (level is Level.EMPOWERING)
    wrong = [
        (deed.value, role.value, wanted.value, found.value)
        for deed, ways in WAYS.items()
        for way in ways
        if level in way.levels
        for role in Role
        for by in who(deed, role, scene)
        if (found := tried(way, scene, by)) not in right(wanted := may(level, deed, hats[role]).answer, way)
    ]
    assert wrong == []


def test_each_deed_that_anybody_may_do_has_an_action_that_asks_the_table() -> None:
    somebodys = {each.deed for each in cells() if each.answer is Answer.ALLOWED}
    assert set(WAYS) == somebodys
    assert set(TABLE) - somebodys == {
        Deed.EDIT_INPUT,
        Deed.VETO,
    }  # the database refuses the one, nothing knows the other


def test_a_deed_is_tried_at_each_level_that_knows_it() -> None:
    for deed, ways in WAYS.items():
        untried = {level for level in Level if not any(level in way.levels for way in ways)}
        assert all(cell(level, deed, role).answer is Answer.ABSENT for level in untried for role in Role), (
            deed
        )
