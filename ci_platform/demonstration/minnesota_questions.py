"""Every Student Graduates: the questions taken to people, their options, what people said, and what became of it; all invented."""

from __future__ import annotations

from ci_platform.demonstration.engagements import GroupPlan, Heard, Option, Question, Voice

COUNCIL = GroupPlan(
    key="students-and-families-council",
    name="Students’ and Families’ Council",
    kind="community_council",
    charter="Decides what the table hands over to it, and asks what others forget. Five seats, all of students and families, elected for four years.",
    seats=(
        ("Council seat 1", "community", "resident"),
        ("Council seat 2", "community", "amina"),
        ("Council seat 3", "community", "joseph"),
        ("Council seat 4", "community", "rosa"),
        ("Council youth seat", "youth", "pang"),
    ),
)
MENTOR_BOARD = GroupPlan(
    key="mentor-board",
    name="Mentor board",
    kind="work_group",
    charter="Families and partners plan together where the forty mentors go first. The chair is shared with a resident.",
    seats=(
        ("Families 1", "community", "amina"),
        ("Families 2", "community", "joseph"),
        ("Students", "youth", "pang"),
        ("Bridges Youth Work", "partner", "eli"),
        ("Riverside School District", "partner", "partner"),
    ),
    chair="Families 1",
)

# --- 1 Informing: kept --------------------------------------------------------------------------------------------------
SAME_DAY = Question(
    key="same-day",
    title="Graduation figures for every group on one day",
    asks="From when on do we publish graduation for every group on the same day as the average?",
    level=1,
    recipe="fact_sheet",
    difficulty="The average came out in March, the groups months later, when nobody looked any more.",
    opportunity="One day for all figures lets families ask about their own group while everybody listens.",
    fixed="Groups under ten students are never shown.",
    still_open="The day of the year, and who explains the figures.",
    opens=8,
    decides=30,
    figures=(("graduation", "What was published late, for every group."),),
)
SAME_DAY_OPTIONS = (
    Option("march", "All figures in March", "The average waits for the groups.", "Newspapers get the average from the state before us."),
    Option("twice", "The average in March, groups in May", "As it is now, with fixed days.", "Groups are read by few people when the news is over."),
)  # fmt: skip

# --- 2 Consulting: answered late, one question never answered --------------------------------------------------------------
HOMEWORK = Question(
    key="homework-rooms",
    title="When the homework rooms are open",
    asks="At which hours do the homework rooms help you most?",
    level=2,
    recipe="open_comment",
    difficulty="Rooms close at six, when many students come from work or from looking after brothers and sisters.",
    opportunity="Eight branches have room, heating and internet in the evening anyway.",
    fixed="There is money for twenty hours a week in each branch.",
    still_open="Which twenty hours.",
    opens=8,
    closes=30,
    decides=60,
    money="64000",
    taking_part="900",
    figures=(("chronic-absence", "Where students are absent most, evenings are what is left for homework."),),
)
HOMEWORK_OPTIONS = (
    Option("evening", "Evenings until nine", "Four evenings from four to nine.", "Closed on Saturdays, when parents are free to bring children."),
    Option("weekend", "Evenings until eight, and Saturdays", "Three evenings until eight and Saturday from ten to four.", "Who works late on weekdays comes too late."),
)  # fmt: skip
HOMEWORK_VOICES = (
    Voice("I pick up my sister at five. A room that closes at six is no room for me.", "web", "pang", "late", ("black",)),
    Voice("On Saturday we are all at home and it is loud. Open on Saturday.", "paper", "", "saturday", ("hispanic",)),
    Voice("The last bus leaves at eight. What is after eight is for people with cars.", "link_or_qr", "", "bus", ("american-indian",)),
    Voice("My sons work until six at the plant. Nine would be right.", "paper", "", "late", ("hispanic",)),
    Voice("Somebody should be there who speaks Somali.", "web", "resident", "language", ("black",)),
    Voice("I teach. The students I worry about come after seven or not at all.", "web", "amina", "late", ("black",)),
    Voice("Saturday morning, please. The library is warm and ours is not.", "phone", "", "saturday", ("american-indian",)),
    Voice("Can the bus pass be used after seven?", "link_or_qr", "", "bus", ("white",)),
)  # fmt: skip
HOMEWORK_THEMES = (
    Heard("late", "Open later in the evening", "adopted", "Three in eight asked for it, and the branches can staff it from the hours that nobody used before five.", "Four evenings from four to nine.", "Evenings until nine"),
    Heard("saturday", "Open on Saturdays", "not_adopted", "Twenty hours do not reach for both; the council will look at Saturdays again when the first year is counted.", "", "", "It would take two evenings away, and those were asked for by more people."),
    Heard("bus", "The last bus leaves at eight", "out_of_scope", "Buses are decided by the transit board. We wrote to it on the same day and publish its answer here when it comes.", "", "", "No option changes the buses; the letter to the transit board is published."),
    Heard("language", "Somebody who speaks Somali and Spanish", "adapted", "Two of the branches have bilingual staff in the evening from the first day on, the others as people are found.", "Two branches with bilingual staff from the start.", "Evenings until nine"),
)  # fmt: skip

# --- 3 Involving: being answered ------------------------------------------------------------------------------------------
WELCOME = Question(
    key="welcome-week",
    title="A first week that ninth graders want to come back from",
    asks="What should the first week of ninth grade be like for you?",
    level=3,
    recipe="co_design_workshops",
    difficulty="Whoever misses the first weeks of ninth grade seldom catches up, and they are the ones nobody knows yet.",
    opportunity="Students who were new last year know exactly what was missing, and want to say so.",
    fixed="School starts on the same day for all.",
    still_open="Everything else about the first week.",
    opens=9,
    closes=55,
    decides=95,
    taking_part="5200",
    behind="american-indian",
    figures=(("graduation", "Who finishes, for every group."), ("chronic-absence", "Who is absent most.")),
)
WELCOME_VOICES = (
    Voice("Nobody said my name right for two weeks.", "meeting", "pang", "known", ("black",)),
    Voice("Let us eat with the older ones on the first day.", "meeting", "", "known", ("american-indian",)),
    Voice("I did not know where the counselor was until May.", "web", "", "people", ("hispanic",)),
    Voice("My grandmother would come if somebody called her.", "phone", "sam", "family", ("american-indian",)),
    Voice("Don’t make it a tour. Give us something to do together.", "link_or_qr", "", "known", ("white",)),
    Voice("One adult for each ten of us, from the first day.", "paper", "", "people", ("black",)),
)  # fmt: skip
WELCOME_THEMES = (
    Heard("known", "To be known by name in the first days", "adopted", "It is the first thing that students said in both workshops, and it costs nothing but attention.", "Every student is greeted by name by one adult on the first day.", "Small groups with one adult"),
    Heard("people", "To know whom to ask", "adapted", "One adult for ten students is possible in the first week; after it, one for twenty.", "In the first week one adult looks after ten students.", "Small groups with one adult"),
    Heard("family", "Families are called, not written to"),
)  # fmt: skip
WELCOME_OPTIONS = (
    Option("groups", "Small groups with one adult", "Ten students and one adult stay together for the first week.", "Takes every adult of the school for a week."),
    Option("camp", "Three days away together", "The whole grade goes away for three days.", "Whoever looks after brothers and sisters can’t come."),
)  # fmt: skip

# --- 4 Collaborating: open now, one acknowledgement late --------------------------------------------------------------------
MENTORS = Question(
    key="mentors",
    title="Where forty mentors go first",
    asks="Which schools and which students should have a mentor first?",
    level=4,
    recipe="joint_advisory_board",
    difficulty="There are forty mentors and nine hundred ninth graders who missed more than three weeks last year.",
    opportunity="Families and partners sit at one table and can choose openly, by criteria that both agree to.",
    fixed="Forty mentors, two hours a week each, from Bridges Youth Work.",
    still_open="Which schools, which students, and how it is seen that it works.",
    opens=8,
    closes=45,
    decides=80,
    body="mentor-board",
    money="38000",
    taking_part="2400",
    behind="american-indian",
    figures=(("chronic-absence", "Which students are absent most."),),
)
MENTOR_VOICES = (
    Voice("Start with the schools that nobody applies to.", "web", "joseph", "", ("american-indian",)),
    Voice("A mentor who comes once and never again is worse than none.", "paper", "", "", ("hispanic",)),
    Voice("Ask the counselors, they know who stopped coming.", "link_or_qr", "", "", ("white",)),
)  # fmt: skip

# --- 5 Empowering: certified and being carried out, progress late --------------------------------------------------------------
MONEY = Question(
    key="ninth-grade-money",
    title="120,000 dollars for ninth graders",
    asks="What do we spend 120,000 dollars on, so that ninth graders stay?",
    level=5,
    recipe="participatory_budget",
    difficulty="Money for ninth graders was always spent by those who never had to stay away from school.",
    opportunity="Students and families know what keeps them away, and now the money is theirs to decide on.",
    fixed="120,000 dollars, to be spent within a school year.",
    still_open="Everything it is spent on.",
    opens=15,
    closes=40,
    decides=110,
    body="students-and-families-council",
    clause="4",
    money="120000",
    taking_part="6000",
    figures=(
        ("graduation", "Who finishes, for every group."),
        ("chronic-absence", "Who is absent, and how often."),
    ),
)
MONEY_VOICES = (
    Voice("A bus at seven for those who bring brothers and sisters first.", "web", "resident", "bus", ("black",)),
    Voice("Glasses. Half my class can’t read the board.", "paper", "", "health", ("american-indian",)),
    Voice("Pay us for the summer instead of giving us worksheets.", "link_or_qr", "", "summer", ("hispanic",)),
    Voice("A washing machine in the school. I mean it.", "paper", "", "health", ("black",)),
    Voice("Somebody who calls when I am not there, and is not angry.", "web", "pang", "call", ("black",)),
    Voice("A later bus would do more than any program.", "phone", "", "bus", ("american-indian",)),
    Voice("Summer work with somebody who is in college.", "meeting", "", "summer", ("white",)),
)  # fmt: skip
MONEY_THEMES = (
    Heard("bus", "A bus that waits for families", "adopted", "It was named by people from three schools and would help from the first day on.", "A second bus at half past seven on three lines.", "A second morning bus"),
    Heard("health", "Glasses, and clean clothes", "adopted", "The nurses know which students need glasses, and two schools have a room with water.", "Glasses for whoever needs them, and two washing machines.", "Glasses and washing machines"),
    Heard("summer", "Paid work in the summer", "adopted", "The employers’ circle has places and no wages for students under eighteen; the money would pay them.", "Forty paid places of six weeks.", "Paid summer places"),
    Heard("call", "Somebody who calls and is not angry", "already_planned", "The mentors of Bridges Youth Work begin with calls in September, paid from another budget.", "", "", "It is paid from another budget already, so it is no option here."),
)  # fmt: skip
MONEY_OPTIONS = (
    Option("bus", "A second morning bus", "A second bus at half past seven on three lines, for a school year.", "Two lines stay without one.", "54000"),
    Option("health", "Glasses and washing machines", "Glasses for whoever needs them, and two washing machines.", "Does not help whoever lives far away.", "21000"),
    Option("summer", "Paid summer places", "Forty paid places of six weeks with local employers.", "Comes only after the year is over.", "72000"),
)  # fmt: skip
