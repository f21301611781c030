"""Every Student Graduates: two conversations about absence, a year apart, and one about graduation that is open.

What is said in them is invented, as the people are; figures and what is known of them are real.
"""

from __future__ import annotations

from ci_platform.demonstration.story import Step
from ci_platform.demonstration.turns import (
    Cause,
    Doing,
    Line,
    Part,
    TurnPlan,
    Unless,
    Works,
    conversation,
    learned,
    progress,
)

FIRST = TurnPlan(
    indicator="chronic-absence",
    words={
        1: "All students are in school, on nearly every day, and glad to be there.",
        2: "Full buses at seven. A name called and a voice that answers. Nobody sitting alone at the window of a flat.",
        3: "We count students who miss one day in ten, for whatever reason. It does not tell us who they are: no figures by group are published for the whole state. We ask for them.",
        4: "In 2018-19 it was 14 of every 100, in 2021-22 it was 30. Nobody at the table believes that it falls to 14 by itself. If nothing changes, we stay near 25, and the children who are absent in ninth grade do not graduate.",
        5: "Schools cannot do it alone: half of what keeps children away is outside them.",
        6: "We try small things first, and ask families before we send letters.",
        7: "Three things this year, each with somebody who answers for it.",
    },
    unless=Unless("judgement", 4, "Schools go on writing letters, buses stay as they are, and what the pandemic did to habits wears off slowly.", "25 20 30"),
    lines=(
        Line("letter", 4, "The school sent three letters about the law and never asked why he was not there."),
        Line("bus", 4, "The 7:05 bus is full at our stop. My daughter waits for the next and is marked absent."),
        Line("asthma", 4, "Asthma. Every November. The nurse is there on Tuesdays only.", who="resident"),
        Line("phone", 4, "Parents just don’t care anymore", aside="We look for causes that we can change, and blame nobody. The next lines say what keeps families from calling."),
        Line("named", 4, "It is the fault of the vice principal of …", hidden="names_somebody"),
        Line("youth", 5, "Ask the Somali youth club on 4th street, they know who is missing before the school does.", who="amina"),
        Line("breakfast", 6, "Breakfast in the classroom. My brother came because of it."),
        Line("fines", 6, "Fine the parents", aside="It hurts those who have least, and we know of no place where it brought children back."),
    ),
    causes=(
        Cause("teams", "Attendance teams in two Riverside schools look at names every Monday", helps=True, source="Riverside, team notes"),
        Cause("meals", "School meals are free for everybody in Minnesota", helps=True, source="State law of 2023"),
        Cause("ill", "Children with asthma stay home in autumn", lived=True, source="Said by three families", line="asthma"),
        Cause("nurse", "A nurse is in six schools only, two days a week", cause_of="ill", source="Maple County Health"),
        Cause("bus", "The early bus is full, and a late child counts as absent", lived=True, line="bus"),
        Cause("route", "Routes were drawn before the new flats were built", cause_of="bus", source="Timetable, 2019"),
        Cause("letters", "The first word from school is a letter about the law", lived=True, line="letter"),
    ),
    parts=(
        Part("Sees who is missing on the same day, and asks why", partner="riverside"),
        Part("Nurses in the schools with the most absence", partner="health"),
        Part("Mentors who call in the morning", partner="bridges"),
        Part("Knows who is missing before the school does", wanted="Somali youth club", line="youth"),
        Part("Can put a second bus on one line", wanted="The bus company"),
    ),
    works=(
        Works("call", "Somebody whom the family knows calls on the first day, not on the tenth", "practice", "none", "Two Riverside schools, since last autumn", "letters",
              scores={"resident": "3333", "amina": "3323", "keisha": "2323", "partner": "3222"}),
        Works("nurse", "A nurse in each school with more than 30 of 100 absent", "research", "some", "Reviews of school nursing and absence", "ill",
              scores={"resident": "3233", "amina": "3133", "keisha": "3133", "partner": "2122"}),
        Works("breakfast", "Breakfast in the classroom", "practice", "low", "Told by a brother; done in one Lakes school", "meals", line="breakfast",
              scores={"resident": "2333", "amina": "2232", "partner": "1232"}),
        Works("route", "Draw the bus routes anew with families", "hunch", "low", answers="route", scores={"resident": "3132", "partner": "1113"}),
    ),
    doing=(
        Doing("Call each family on the first day of absence, in four schools", "riverside", 120, "Nine in ten families are reached on the first day", "call", "A child whose family is asked on the first day comes back before a habit forms."),
        Doing("Train forty mentors to make the morning call", "bridges", 90, "Forty mentors call at least once a week", "call"),
        Doing("Open a nurse’s room in three more schools", "health", 240, "Absence for asthma falls by a third in these schools", "nurse"),
    ),
)  # fmt: skip
SECOND = TurnPlan(
    indicator="chronic-absence",
    words={
        4: "It fell from 30 to 24.5 of every 100, and the last step was small: one point. We turned away from the worst and are not back. If nothing more changes, we shall be near 23 in three years, and our target is 15.",
        7: "We keep the calls, we go to the bus company, and we say openly that the third nurse’s room is not there.",
    },
    unless=Unless("judgement", 3, "The calls go on in four schools, and the bus stays as full as it is.", "23 20 26"),
    lines=(
        Line("called", 4, "They called the same morning. I was surprised and then I was glad."),
        Line("night", 4, "I work nights. If you call at nine I am asleep.", who="resident"),
        Line("bus2", 4, "The bus again. A whole year and still the same bus.", who="joseph"),
        Line("text", 6, "Send a text first and ask when to call. Costs nothing."),
        Line("dog", 6, "My dog walks to school better than the bus", aside="It made us laugh, and the bus stands in the plan now."),
    ),
    causes=(
        Cause("works", "First-day calls reach nine in ten families in four schools, and they are glad of it", helps=True, lived=True, source="Riverside, call log", line="called"),
        Cause("nights", "Calls come while parents who work nights are asleep", lived=True, line="night"),
        Cause("bus", "The early bus is still full", lived=True, source="Said again, a year later", line="bus2"),
    ),
    parts=(Part("Says when a call is welcome, and to whom", partner="council"),),
    works=(
        Works("text", "A text first that asks when to call", "hunch", "none", answers="nights", line="text",
              scores={"resident": "2333", "joseph": "2333", "partner": "2323", "keisha": "1332"}),
        Works("busnow", "A second early bus on line 61", "practice", "some", "Lakes and Prairies did it in 2019", "bus",
              scores={"resident": "3133", "joseph": "3233", "partner": "3122", "nora": "1122"}),
    ),
    doing=(
        Doing("Ask by text when to call, in all our schools", "riverside", 60, "Seven in ten families answer the text", "text"),
        Doing("Bring the bus company to the table with the counts of one month", "backbone", 100, "A second bus runs, or we know why not", "busnow"),
        Doing("Go on calling on the first day, in two schools more", "riverside", 300, "Six schools call on the first day", "Somebody whom the family knows calls on the first day, not on the tenth"),
    ),
)  # fmt: skip
OPEN = TurnPlan(
    indicator="graduation",
    words={
        1: "Every student in Minnesota finishes high school on time, whoever they are and wherever they live.",
        2: "Every chair is taken on graduation day, and grandmothers have to stand.",
        3: "The share of those who start ninth grade together and hold a diploma four years later. It leaves out private and home schools.",
    },
    unless=Unless("damped", 5, "Counselors have as many students as today, and credits are still lost on the way between schools."),
    lines=(
        Line("credits", 4, "My son lost a semester of credits when we moved. Nobody told us they could be transferred."),
        Line("baby", 4, "There is no place for my baby while I am in class."),
        Line("ninth", 4, "Ninth grade decides it. By tenth they have gone.", who="pang"),
    ),
    causes=(
        Cause("overall", "The whole rose from 77 to 84 of every 100 in nine years", helps=True, source="National Center for Education Statistics"),
        Cause("moved", "Credits are lost when a family moves", lived=True, line="credits"),
    ),
    is_closed=False,
    at_question=4,
)  # fmt: skip
TURNS: list[Step] = [
    conversation(575, FIRST),
    progress(540, "Call each family on the first day of absence, in four schools", "under_way", by="partner"),
    progress(520, "Train forty mentors to make the morning call", "under_way"),
    progress(470, "Train forty mentors to make the morning call", "done"),
    progress(430, "Call each family on the first day of absence, in four schools", "done", by="partner"),
    progress(400, "Open a nurse’s room in three more schools", "under_way"),
    learned(
        199,
        "chronic-absence",
        1,
        expected="That first-day calls would bring children back within one autumn, and that three nurse’s rooms would open.",
        happened="Calls reach nine in ten families. Absence fell by one point in a year. Two of the three rooms opened; for the third no nurse was found.",
        change="We ask when to call before we call, and we go to the bus company, which we left out.",
    ),
    conversation(198, SECOND),
    progress(160, "Ask by text when to call, in all our schools", "under_way", by="partner"),
    progress(120, "Ask by text when to call, in all our schools", "done", by="partner"),
    progress(90, "Go on calling on the first day, in two schools more", "under_way", by="partner"),
    conversation(6, OPEN),
]
