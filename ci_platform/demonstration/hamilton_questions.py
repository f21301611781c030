"""More First Birthdays: one question that was answered in time, and one that is open now; what people said is invented."""

from __future__ import annotations

from ci_platform.demonstration.engagements import (
    Heard,
    Option,
    Question,
    Voice,
    acknowledged,
    answered,
    during,
    group_of,
    options,
    question_announced,
    question_framed,
    reasons,
    said,
    sorted_into,
    voices,
    watched,
)
from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from ci_platform.demonstration.votes import Cast, Vote, counted, progress, put, voted
from engagement.actions.contributors import ask_for_ratings, tell_what_became
from engagement.actions.engagements import (
    begin_implementing,
    close_input,
    decide,
    freeze_options,
    open_engagement,
    report_back,
)
from engagement.actions.parity import record_outreach, say_shares
from engagement.actions.ratings import rate_use
from engagement.models import Engagement
from engagement.rules.methods import Approval

EVENINGS = Question(
    key="evening-visits",
    title="Evening visits in three clinics",
    asks="On which evenings should the three clinics be open for you?",
    level=2,
    recipe="open_comment",
    difficulty="A visit before birth at two in the afternoon costs a day’s wages, and so every fourth visit is missed.",
    opportunity="Mill Creek Clinics pays for four evenings a week and leaves it to mothers to choose which.",
    fixed="Four evenings a week until eight, in three clinics.",
    still_open="Which evenings, and what is there for children who come along.",
    opens=8,
    closes=30,
    decides=60,
    taking_part="600",
    figures=(("infant-mortality", "Whose babies die most, and whose visits are missed most."),),
)
EVENING_OPTIONS = (
    Option("together", "Monday to Thursday", "All three clinics are open from Monday to Thursday.", "Nothing on the days before and after the weekend, when many have time off."),
    Option("spread", "Tuesday, Wednesday, Friday and Saturday", "All three clinics are open on Tuesday, Wednesday, Friday and on Saturday morning.", "Nurses said that Friday is hardest to staff."),
)  # fmt: skip
EVENING_VOICES = (
    Voice("I clean offices until five, Monday to Thursday. Friday I could come.", "web", "tasha", "friday", ("black",)),
    Voice("Saturday morning. My mother can hold the big one then.", "paper", "", "friday", ("black",)),
    Voice("If there is nobody to watch my children I do not come, whatever the hour.", "link_or_qr", "", "children", ("white",)),
    Voice("Un lugar para los niños, aunque sea una alfombra y dos libros.", "link_or_qr", "", "children", ("hispanic",)),
    Voice("The bus goes every hour after seven. Please be done at half past.", "phone", "", "bus", ("black",)),
    Voice("Friday. It is the one evening when my husband has the car.", "paper", "", "friday", ("asian",)),
)  # fmt: skip
EVENING_THEMES = (
    Heard("friday", "Friday and Saturday, when there is time", "adopted", "Three in six asked for it, and those who asked are the mothers whose visits are missed most.", "Friday evening and Saturday morning take the place of Monday and Thursday.", "Tuesday, Wednesday, Friday and Saturday"),
    Heard("children", "Somebody for the children", "adapted", "There is a corner with books in each clinic from the first evening on; somebody who watches the children comes on two of four evenings.", "A corner with books in each clinic, and somebody who watches on two evenings.", "Tuesday, Wednesday, Friday and Saturday"),
    Heard("bus", "The last buses", "out_of_scope", "Buses are decided by the transit authority. We sent it the hours of the clinics and publish its answer here.", "", "", "No option changes the buses; the last visit begins at seven, so that the bus at half past can be reached."),
)  # fmt: skip

FIRST_VISIT = Question(
    key="first-visit",
    title="What a nurse asks at the first visit",
    asks="What should a nurse ask you at the first visit at home, and what should she never ask?",
    level=2,
    recipe="open_comment",
    difficulty="Two organizations ask the same families the same forty questions, and some mothers no longer open the door.",
    opportunity="Both have agreed to use one list, and nobody has written it yet.",
    fixed="What the state’s form must hold: eleven questions about health.",
    still_open="All the other questions, and their order.",
    opens=8,
    closes=40,
    decides=70,
    taking_part="400",
    figures=(("infant-mortality", "What the visits are for."),),
)
FIRST_VISIT_VOICES = (
    Voice("Ask how I sleep before you ask how the baby sleeps.", "web", "carmen", "", ("hispanic",)),
    Voice("Never ask about the father in front of my mother.", "link_or_qr", "", "", ("black",)),
    Voice("Ask if there is food in the house. Nobody says it unless somebody asks.", "link_or_qr", "", "", ("white",)),
)  # fmt: skip


def _everybody(told: Told, made: Engagement) -> None:
    """Births from 2017 to 2023 by race of the mother: the denominators of the indicator that was put on the table."""
    say_shares(
        engagement=made,
        shares={group_of("white"): 53, group_of("black"): 31},
        source="Births in Hamilton County from 2017 to 2023, National Center for Health Statistics",
        by=told.director,
    )
    words = en(
        "Whoever was asked lives near the three clinics. A midwife asked in two waiting rooms farther out, too."
    )
    record_outreach(engagement=made, category=group_of("white"), words=words, by=told.director)


def _rate(told: Told, made: Engagement) -> None:
    for given, stars in zip(made.inputs.order_by("number"), (4, 4, 3, 4, 3), strict=False):
        rate_use(given=given, stars=stars)


QUESTIONS: tuple[Step, ...] = (
    question_framed(151, EVENINGS),
    question_announced(150, "evening-visits"),
    said(143, "evening-visits", "draft_analysis", "Of ten missed visits seven were before five in the afternoon. Four evenings a week are paid for."),
    during(142, "evening-visits", lambda told, made: open_engagement(engagement=made, by=told.director)),
    *voices(140, "evening-visits", EVENING_VOICES, days=12),
    acknowledged(136, "evening-visits"),
    acknowledged(130, "evening-visits"),
    acknowledged(126, "evening-visits"),
    options(125, "evening-visits", EVENING_OPTIONS),
    during(119, "evening-visits", lambda told, made: close_input(engagement=made, by=told.director)),
    sorted_into(118, "evening-visits", EVENING_THEMES, EVENING_VOICES),
    said(117, "evening-visits", "what_we_heard", "Friday and Saturday are when there is time. Without somebody for the children many cannot come at all."),
    answered(116, "evening-visits", EVENING_THEMES),
    during(115, "evening-visits", _everybody),
    during(114, "evening-visits", lambda told, made: freeze_options(engagement=made, by=told.director)),
    put(113, "evening-visits", Vote("On which evenings are the three clinics open?", Approval(1), carried_out_by="clinic", carried_out_in=150)),
    *voted(104, "evening-visits", [Cast(who, approves=(1,)) for who in ("monique", "tasha", "carmen", "will", "lena")] + [Cast("dr.", approves=(0,), words="On Fridays we have the fewest nurses of the week.")]),
    counted(96, "evening-visits"),
    during(89, "evening-visits", lambda told, made: decide(engagement=made, by=told.director), hour=16),
    reasons(89, "evening-visits", "Friday and Saturday were asked for by the mothers whose visits are missed most. Two nurses of the birth center cover Fridays until the clinics have hired.", "Tuesday, Wednesday, Friday and Saturday"),
    said(86, "evening-visits", "report_back", "You said: Friday and Saturday. We did. You said: somebody for the children. There is, on two of four evenings. You said: the buses. We could not change them; the last visit begins at seven."),
    during(86, "evening-visits", lambda told, made: tell_what_became(engagement=made, by=told.director), hour=14),
    during(85, "evening-visits", lambda told, made: report_back(engagement=made, by=told.director)),
    during(84, "evening-visits", lambda told, made: begin_implementing(engagement=made, by=told.director)),
    during(78, "evening-visits", lambda told, made: ask_for_ratings(engagement=made, by=None)),
    during(75, "evening-visits", _rate),
    progress(40, "evening-visits", "Two of three clinics are open on Fridays; the third begins when its second nurse starts.", by="beth"),
    question_framed(25, FIRST_VISIT),
    question_announced(24, "first-visit"),
    said(17, "first-visit", "draft_analysis", "The two lists that are in use have forty-three questions, nineteen of them the same."),
    during(16, "first-visit", lambda told, made: open_engagement(engagement=made, by=told.director)),
    *voices(13, "first-visit", FIRST_VISIT_VOICES, days=9),
    acknowledged(10, "first-visit"),
    acknowledged(3, "first-visit"),
    *watched("evening-visits", 140),
    *watched("first-visit", 15),
)  # fmt: skip
