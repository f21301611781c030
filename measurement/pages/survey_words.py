"""What the collaboration survey asks, in our own words, and the words for what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

from measurement.rules.capacity import Course
from measurement.rules.collaboration import Capacity, Cost, Gain, Hidden, Intensity, Item, Part

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    Words: TypeAlias = _StrOrPromise
else:
    Words = object

RUNGS: dict[Intensity, Words] = {
    Intensity.NONE: _("Nothing yet"),
    Intensity.AWARENESS: _("We know of them"),
    Intensity.COOPERATION: _("We help out"),
    Intensity.COORDINATION: _("We plan together"),
    Intensity.INTEGRATION: _("We run it together"),
}
SCALE: dict[int, Words] = {1: _("Not at all"), 2: _("A little"), 3: _("Mostly"), 4: _("Fully")}
ITEM_WORDS: dict[Item, Words] = {
    Item.RELIABILITY: _("They do what they said they would do."),
    Item.MISSION: _("They want the same as we do for the people whom this is about."),
    Item.OPENNESS: _("They speak openly with us, and also about what goes wrong."),
    Item.INFLUENCE: _("They can move others, by their name or their voice."),
    Item.INVOLVEMENT: _("They put work of their own into what we do together."),
    Item.RESOURCES: _("They bring what others lack: people, money, rooms, figures, knowledge."),
}
ITEM_NAMES: dict[Item, Words] = {
    Item.RELIABILITY: _("Reliable"),
    Item.MISSION: _("Wants the same"),
    Item.OPENNESS: _("Open"),
    Item.INFLUENCE: _("Moves others"),
    Item.INVOLVEMENT: _("Puts in work"),
    Item.RESOURCES: _("Brings what is lacking"),
}
GAIN_WORDS: dict[Gain, Words] = {
    Gain.RESULTS: _("Together we change more than we could alone."),
    Gain.LEARNING: _("We learn things here that we use in our own work."),
    Gain.REACH: _("We reach people whom we did not reach before."),
    Gain.STANDING: _("We are heard more, and known for what we do."),
    Gain.MEANS: _("It brings us money, people, rooms or figures."),
}
COST_WORDS: dict[Cost, Words] = {
    Cost.TIME: _("It takes time that our own work needs."),
    Cost.MONEY: _("It costs us money that nobody gives back."),
    Cost.FREEDOM: _("We are less free to decide for ourselves."),
    Cost.FOCUS: _("It draws us away from what we are there for."),
    Cost.FRICTION: _("It brings us into quarrels that we would not have."),
}
CAPACITY_WORDS: dict[Capacity, Words] = {
    Capacity.FIGURES: _("We can read figures and work with them."),
    Capacity.VOICE: _("We can say what we need, so that others act on it."),
    Capacity.RESIDENTS: _("We can plan and decide together with residents."),
    Capacity.TOGETHER: _("We can carry work together with other organisations."),
    Capacity.HANDS: _("We have the people and the time for our part."),
}
COURSE_WORDS: dict[Course, Words] = {
    Course.STRONGER: _("Taken together, you are able to do more than before."),
    Course.AS_BEFORE: _("Taken together, you are able to do as much as before."),
    Course.WEAKER: _(
        "Taken together, you are able to do less than before. Tell the backbone what is lacking."
    ),
}
PART_NAMES: dict[Part, Words] = {
    Part.LADDER: _("With whom you work, and how closely"),
    Part.CLOSER: _("Those with whom you work most"),
    Part.WORTH: _("What taking part brings you, what it costs, and what you are able to do"),
}
WHY_HIDDEN: dict[Hidden, Words] = {
    Hidden.STILL_OPEN: _("Results are shown when it is closed, all at once and to everybody."),
    Hidden.TOO_FEW: _(
        "Fewer than five partners answered. What so few say is not shown: one could tell who said it."
    ),
    Hidden.TOO_SMALL_A_SHARE: _(
        "Fewer than 60 of every 100 partners answered. What they say could be far from what all would say, so it is not shown."
    ),
}
