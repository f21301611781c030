"""One engagement at a level with everybody who may try something in it: the ground on which the declared table is walked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from engagement.models import (
    Decision,
    Elector,
    Engagement,
    FrontBanner,
    Hiding,
    Input,
    PromiseeVote,
    Prompt,
    Question,
    Teller,
    Theme,
)
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Role
from initiatives import clock
from initiatives.models import Initiative, Person
from initiatives.rules.roles import Role as Hat
from tests.factories.decisions import Council, make_council, make_engagement, make_noticed, make_open, motion
from tests.factories.inputs import make_prompt, say_something
from tests.factories.people import give_role, make_person

SEATS = ("community", "community", "community", "partner")


@dataclass(frozen=True)
class Scene:
    """What stands there: the question, a vote that was noticed and one that is open, and who wears which hat."""

    level: Level
    council: Council
    engagement: Engagement
    noticed: Decision
    voting: Decision
    promisees: PromiseeVote
    banner: FrontBanner
    theme: Theme
    prompt: Prompt
    given: Input | None
    hiding: Hiding | None
    question: Question
    people: dict[Role, Person] = field(default_factory=dict)

    def row_of(self, person: Person) -> Elector:
        """Return the row of somebody on the list; of somebody else for whoever is not on it."""
        rows = Elector.objects.filter(decision=self.voting)
        return rows.filter(person=person).first() or rows.earliest("pk")


def make_hats(initiative: Initiative) -> dict[Role, Person]:
    """Make one person for each hat that a role in the initiative gives, and a stranger with an account."""
    people = {role: make_person(name=role.value.replace("_", " ").title()) for role in Role}
    give_role(people[Role.RESIDENT], Hat.RESIDENT, initiative)
    give_role(people[Role.BACKBONE], Hat.STAFF, initiative)
    give_role(people[Role.FUNDER], Hat.FUNDER, initiative)
    for hat in (Hat.RESIDENT, Hat.STAFF):
        give_role(people[Role.ADVISER], hat, initiative)
    Person.objects.filter(pk=people[Role.SUPERUSER].pk).update(is_superuser=True)
    return people


def make_scene(level: Level, *, initiative: Initiative, by: Person) -> Scene:
    """Let a question of a level be open, with a vote of its group noticed and another one open."""
    council, people = make_council(by, *SEATS), make_hats(initiative)
    people[Role.COMMUNITY_SEAT], people[Role.PARTNER_SEAT] = council[2], council[3]
    engagement = make_engagement(council, level=level, state="open", by=by, is_ready=False)
    closes = clock.now() + timedelta(days=10)
    Engagement.objects.filter(pk=engagement.pk).update(
        input_closes_at=closes if level > Level.INFORMING else None
    )
    engagement.refresh_from_db()
    noticed = make_noticed(
        council, motion("Shall we meet on Mondays?", purpose="procedure"), engagement=engagement
    )
    voting = _voting(council, engagement, people)
    Teller.objects.create(decision=voting, person=people[Role.TELLER], named_by=council[0])
    now = clock.now()
    asked = PromiseeVote.objects.create(
        engagement=engagement, purpose="reopen", opened_at=now, closes_at=closes, reachable=20
    )
    prompt = make_prompt(engagement)
    given, hidden = (
        (say_something(engagement).input for _ in range(2)) if level > Level.INFORMING else (None, None)
    )
    return Scene(
        level=level,
        council=council,
        engagement=engagement,
        noticed=noticed,
        voting=voting,
        promisees=asked,
        banner=FrontBanner.objects.create(engagement=engagement, code="E7"),
        theme=Theme.objects.create(engagement=engagement, position=1, title={"en": "Late"}, made_by=by),
        prompt=prompt,
        given=given,
        hiding=_appealed(hidden, council[0]) if hidden else None,
        question=Question.objects.create(engagement=engagement, words="Who pays?", asked_at=now),
        people=people,
    )


def _appealed(given: Input, by: Person) -> Hiding:
    """Let words be hidden, and whoever wrote them ask a second person to look."""
    now = clock.now()
    return Hiding.objects.create(
        input=given, ground="threat", at=now, by=by, appealed_at=now, appeal="A song"
    )


def _voting(council: Council, engagement: Engagement, people: dict[Role, Person]) -> Decision:
    """Seats vote in the open; where the community decides, people do, in secret."""
    if engagement.level < Level.EMPOWERING:
        return make_open(council, motion(purpose="procedure"), engagement=engagement)
    listed = [people[role] for role in (Role.VISITOR, Role.RESIDENT, Role.COMMUNITY_SEAT)]
    council.holders.extend(listed)
    return make_open(council, motion(purpose="procedure", electorate_of="people"), engagement=engagement)
