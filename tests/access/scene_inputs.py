"""One of everything of what people say and what becomes of it, in each initiative."""

from __future__ import annotations

from datetime import timedelta

from engagement.actions.assisted import enter_input
from engagement.actions.dispositions import place_concern
from engagement.actions.inputs import Contribution, Entry, prompts_of
from engagement.actions.moderation import appeal, hide_input
from engagement.actions.parity import record_outreach, say_shares
from engagement.actions.questions import ask_question
from engagement.actions.supports import ask_support
from engagement.actions.themes import make_theme, sort_inputs
from engagement.rules.inputs import Said
from initiatives.actions.populations import add_category, add_dimension
from initiatives.models import Person
from initiatives.rules.roles import Role
from tests.factories.inputs import (
    make_alternative,
    make_engagement,
    make_panel_member,
    make_session,
    say_something,
)
from tests.factories.people import give_role, make_person


def inputs_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Return the ids by name; every text holds the canary, and what nobody may read the other one."""
    hidden = canary.replace("CANARY", "HIDDEN")
    asked = make_engagement(f"{canary} late buses", by=by, level=3, question=f"{canary} which streets?")
    dimension = add_dimension(name={"en": f"{canary} shift"}, kind="other", by=by)
    night = add_category(dimension=dimension, name={"en": f"{canary} at night"}, by=by)
    say_shares(engagement=asked, shares={night: 20}, source=f"{canary} count", by=by)
    given = say_something(asked, f"{canary} buses", groups=[night]).input
    theme = make_theme(engagement=asked, title={"en": f"{canary} theme"}, by=by)
    make_theme(engagement=asked, title={"en": f"{canary} other theme"}, by=by)
    sort_inputs(theme=theme, inputs=[given], by=by)
    option = make_alternative(asked, f"{canary} option", by=by)
    cell = place_concern(theme=theme, alternative=option, words={"en": f"{canary} place"}, by=by)
    for each in (member, by):
        make_panel_member(asked, each, by=by)
    typist = make_person(
        name=f"{canary} typist"
    )  # the director is the second person, who compares and hears appeals
    give_role(typist, Role.STAFF, asked.initiative)
    taken = say_something(asked, f"{hidden} harm").input
    appeal(hiding=hide_input(given=taken, ground="threat", by=typist), words="Please", by=None)
    typed = Contribution([Said(prompts_of(asked)[0].pk, words=f"{canary} paper")], channel="paper")
    entry = enter_input(engagement=asked, what=typed, entry=Entry(by=typist, note=f"{canary} box")).input
    session = make_session(asked, f"{canary} evening", by=by, begins_in=timedelta(days=10), supports=["meal"])
    support = ask_support(session=session, kind="meal", words=f"{hidden} need", by=by)
    question = ask_question(engagement=asked, words=f"{canary} who pays?", by=None)
    record_outreach(engagement=asked, category=night, words={"en": f"{canary} reach"}, by=by)
    return {
        "asked": asked.record.number,
        "input": given.number,
        "input_row": given.pk,
        "input_hidden": taken.number,
        "input_typed": entry.number,
        "theme": theme.pk,
        "cell": cell.pk,
        "session": session.pk,
        "support": support.pk,
        "question": question.pk,
    }
