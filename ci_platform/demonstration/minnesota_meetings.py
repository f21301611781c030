"""Every Student Graduates: the table meets every four weeks. What was said there is invented, as the people are."""

from __future__ import annotations

from ci_platform.demonstration.meetings import Ahead, Held, Item, ahead, held, translated
from ci_platform.demonstration.story import Step

LIBRARY = "Twin Rivers Library, Central branch, room 2 (step-free, bus 7 and 21)"
TONGUES = "Soomaali, Hmoob, Español"
SEATED = ("resident", "amina", "joseph", "partner", "keisha", "eli", "nora")

SPRING = Held(
    days_ago=88,
    title="The table: who is still missing",
    place=LIBRARY,
    interpretation=TONGUES,
    there=(*SEATED, "director"),
    online=("denise",),
    approves=False,
    items=(
        Item(
            "Who is still missing at the table",
            "One youth seat has been empty since it was made, and nobody under twenty speaks for those who left school.",
            "The Students’ and Families’ Council elects in a few weeks. We can ask for names now.",
            "Joseph: whoever left school does not read a poster in a school. Bridges knows most of them by name. The table asks Bridges to carry the invitation, and the council to hold the election where they are.",
            takes_on=("We bring the invitation to twelve young people who left school.", "bridges", 40),
        ),
        Item(
            "Bus times in winter",
            "The early bus is full at two stops, and a late child counts as absent.",
            "Riverside renews its contract with the bus company this year.",
            "Riverside shares its list of late arrivals by stop. Lakes and Prairies has the same trouble with distances of twenty miles. Both come back with one wish to the company.",
            evidence="Late arrivals by stop, Riverside, two months",
            about="chronic-absence",
            takes_on=("We share late arrivals by stop with everybody at the table.", "riverside", 30),
        ),
    ),
)
SUMMER = Held(
    days_ago=60,
    title="The table: two years of absence",
    place=LIBRARY,
    interpretation=TONGUES,
    there=("resident", "amina", "rosa", "pang", "partner", "keisha", "eli", "director"),
    online=("denise", "nora"),
    guests=("Two students of Lincoln High School",),
    items=(
        Item(
            "What the absence figures of two years tell",
            "Fewer students miss school than in the worst year, and still twice as many as before.",
            "For the first time two years go the same way. That can be said aloud without taking credit for it.",
            "Rosa asks that nobody calls it a success before there are figures by group. The table agrees on the words that stand on the indicator’s page.",
            about="chronic-absence",
            minutes=20,
        ),
        Item(
            "Money for residents’ time",
            "Four of six residents at the table lose an evening’s pay for each meeting.",
            "The Commonwealth Fund has said that its money may pay for time.",
            "Nora confirms it. The backbone pays from the next meeting on, in cash, on the evening itself.",
            takes_on=("We pay for residents’ time from our core money.", "commonwealth", 28),
        ),
    ),
)
AUTUMN = Held(
    days_ago=32,
    title="The table: a nurse on more days",
    place=LIBRARY,
    interpretation=TONGUES,
    there=("resident", "amina", "joseph", "rosa", "pang", "partner", "keisha", "director"),
    online=("denise", "nora", "eli"),
    amendments=(
        (
            "amina",
            "I said that the nurse is there on Tuesdays only, not that there is no nurse.",
            "Amina: the nurse is there on Tuesdays only, and asthma does not wait for Tuesday. Maple County Health says what a second day would take. Nobody wants a plan that rests on one person.",
            "",
        ),
    ),
    items=(
        Item(
            "A nurse on more than one day",
            "Children with asthma stay home in autumn, and the nurse is in six schools two days a week.",
            "Maple County Health plans its year now.",
            "Amina: there is no nurse. Maple County Health says what a second day would take.",
            about="chronic-absence",
            takes_on=("We say by when and in which schools a second day is possible.", "health", 45),
        ),
        Item(
            "Distance and the vote",
            "Nine rural schools cannot send somebody to every meeting.",
            "Since spring whoever is far away takes part online with the same vote.",
            "Denise: it works, if the sound works. The library lends its microphone.",
            minutes=10,
        ),
    ),
)
LAST = Held(
    days_ago=4,
    title="The table: a second bus, and a complaint",
    place=LIBRARY,
    interpretation=TONGUES,
    there=("resident", "amina", "joseph", "pang", "partner", "keisha", "eli", "director"),
    online=("denise", "nora"),
    guests=("A teacher of Lakes and Prairies",),
    approves=False,
    amendments=(
        ("partner", "Riverside said April at the earliest, not April.", "", ""),
        (
            "resident",
            "Write that nobody of the table was asked before the second bus was announced.",
            "",
            "It is not about this item. It is noted for the next agenda, under what is told to whom.",
        ),
    ),
    items=(
        Item(
            "A second bus on line 7",
            "The bus company can put a second bus on one line only, and two stops need it.",
            "A pilot until the holidays costs nothing: the company counts who gets on.",
            "The table prefers the stop at the new flats. Riverside tells families in April and asks the council how to say it.",
            about="chronic-absence",
            takes_on=("We tell families of the pilot, in four languages.", "riverside", 25),
        ),
        Item(
            "A complaint about one person’s conduct in a mentoring room",
            "A family has complained. Names were said, and a child could be recognised.",
            "The table can see to it that it is dealt with fairly, before it becomes talk.",
            "Bridges has removed the person from the room until it is looked into. Maple County Health names somebody from outside who speaks with the family.",
            closed=(
                "minor",
                "A family’s complaint names a child. What is done in general is told when it is over.",
                24,
            ),
            minutes=20,
        ),
        Item(
            "What we tell whom, and when",
            "People at the table read about the pilot in the newspaper.",
            "A list of who is told first takes one evening to write.",
            "The backbone writes a draft for the next meeting.",
            minutes=10,
        ),
    ),
)
NEXT = Ahead(
    days_ago=6,
    in_days=9,
    title="The table: buses, the pilot, and who is told",
    place=LIBRARY,
    interpretation=TONGUES,
    supports=("stipend", "childcare", "transport", "interpretation", "meal"),
    replies=(
        ("resident", "here"),
        ("amina", "here"),
        ("pang", "here"),
        ("partner", "here"),
        ("denise", "online"),
        ("eli", "no"),
    ),
    wishes=(("amina", "childcare", "Two children, four and seven"), ("pang", "transport", "")),
    items=(
        Item(
            "What the first weeks of the second bus show",
            "We have three weeks of counts and a great wish to call it proof.",
            "We can agree now what would make us stop, before anybody has to defend it.",
            wanted="Each of us: one number by which you would stop the pilot.",
            evidence="Counts of the bus company, three weeks",
            about="chronic-absence",
            minutes=25,
        ),
        Item(
            "Interpretation at every meeting of the table",
            "It was there at four meetings because somebody remembered it.",
            "As a rule of ours it would be there because it is owed.",
            wanted="Shall every meeting of the table be interpreted into Somali, Hmong and Spanish?",
            kind="decide",
            minutes=15,
        ),
        Item(
            "Who is told first",
            "People at the table read about the pilot in the newspaper.",
            "The draft of the list is there, and it is short.",
            wanted="Everybody: read the list before, bring one name that is missing.",
            minutes=15,
        ),
    ),
)
LATER = Ahead(days_ago=5, in_days=37, title="The table, after the holidays", place=LIBRARY)

IN_SPANISH = (
    "Amina: la enfermera está solo los martes, y el asma no espera al martes. La oficina de salud del condado de Maple dirá qué haría falta para un segundo día. Nadie quiere un plan que dependa de una sola persona.",
    "Denise: funciona, si funciona el sonido. La biblioteca presta su micrófono.",
)

MEETINGS: tuple[Step, ...] = (
    *held(SPRING),
    *held(SUMMER),
    *held(AUTUMN),
    translated(20, AUTUMN, by="ingrid", words=IN_SPANISH),
    *held(LAST),
    ahead(NEXT),
    ahead(LATER),
)
