"""What follows by itself: a code when it is announced, a letter when it is answered, the asking for ratings some days after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from communications.actions.contributors import tell_contributor
from engagement.actions.closing import close_vote
from engagement.actions.contributors import ASK, TELL, ask_when_due
from engagement.actions.dispositions import Became, dispose
from engagement.actions.engagements import decide, report_back
from engagement.actions.input_codes import code_of, receipt_of
from engagement.actions.statements import give_reasons, say
from engagement.actions.themes import make_theme, sort_inputs
from engagement.actions.voting import cast
from engagement.models import Engagement, Input, Statement, Told
from engagement.rules.ballots import Ballot
from engagement.rules.methods import Approval
from initiatives import clock
from initiatives.due import claim_ripe
from initiatives.models import Due, JobRun, Pass, Person
from initiatives.passes import shown_code
from tests.conftest import Browser
from tests.factories import decisions
from tests.factories.engagements import make_announced
from tests.factories.inputs import make_prompt, say_something
from tests.mail_server import MailServer, mail_server
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[[Person | None], Browser]
ADDRESS = "ann@home.example"
REASON = "There is no money for a second driver in the budget of this year, and none in the next."


@pytest.fixture
def council(people: People) -> decisions.Council:
    return decisions.make_council(people.backbone)


@pytest.fixture
def decided(council: decisions.Council, people: People) -> Engagement:
    """Give a question of level 2 that was decided, in which two can be reached and one can’t, all of them answered."""
    made = decisions.make_engagement(council, level=2, by=people.backbone)
    make_prompt(made)
    with clock.at(clock.now() - timedelta(hours=3)):
        _let_speak(made, people)
    vote = decisions.make_open(
        council, decisions.motion(rule=Approval(1)), by=people.backbone, engagement=made
    )
    row = decisions.row_of(vote, council[0])
    cast(decision=vote, elector=row, ballot=Ballot("", options=("option:1",)), by=council[0])
    with clock.at(decisions.after_the_end(vote)):
        close_vote(decision=vote)
    assert made.decide_by is not None
    with clock.at(made.decide_by + timedelta(hours=1)):
        decide(engagement=made, by=people.backbone)
        option = made.alternatives.earliest("pk")
        give_reasons(engagement=made, words={"en": "It is near."}, alternative=option, by=people.backbone)
    made.refresh_from_db()
    return made


def _let_speak(made: Engagement, people: People) -> None:
    """Let three people speak while it is open, and answer the theme in which their words stand."""
    rows, closes = Engagement.objects.filter(pk=made.pk), made.input_closes_at
    rows.update(state="open", input_closes_at=clock.now() + timedelta(days=1))
    made.refresh_from_db()
    say_something(made, "A second bus", email=ADDRESS)
    say_something(made, "A bus at night", contributor=people.resident)
    say_something(made, "Buses")
    rows.update(state="options_frozen", input_closes_at=closes)
    made.refresh_from_db()
    theme = make_theme(engagement=made, title={"en": "More buses"}, by=people.backbone)
    sort_inputs(theme=theme, inputs=list(made.inputs.all()), by=people.backbone)
    dispose(theme=theme, became=Became("not_adopted", {"en": REASON}), by=people.backbone)


@pytest.fixture
def letters(settings: Any) -> Any:
    """Let letters go through SMTP to a server that keeps them."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield server


def send_all(what: str) -> None:
    """Run the jobs that mail what was told, each twice, as a broker may."""
    for told in Told.objects.filter(what=what).values_list("pk", flat=True):
        run = JobRun.objects.get(task=TELL, key=f"told-{told}")
        for _twice in range(2):
            tell_contributor(told_id=run.arguments["told"])


def answer(decided: Engagement, people: People) -> None:
    words = {"en": "You said: more buses. We did not, because there is no money."}
    say(engagement=decided, kind=Statement.Kind.REPORT_BACK, words=words, by=people.backbone)


# --- Announcing ----------------------------------------------------------------------------------------------------------
def test_announcing_makes_the_code_of_the_poster(people: People, client_of: ClientOf) -> None:
    made = make_announced(by=people.backbone)
    code = shown_code(code_of(made))
    assert Pass.objects.filter(record_number=made.record.number, purpose=Pass.Purpose.ROOM).count() == 1
    assert code in client_of(None).get(f"{made.record.url}poster/").content.decode()
    assert client_of(None).get(f"/q/{code}/").status_code == 410  # it opens in a week


def test_nothing_that_only_informs_gets_a_code(people: People) -> None:
    made = make_announced(by=people.backbone, level=1)
    assert not Pass.objects.filter(record_number=made.record.number).exists()


# --- Answering -----------------------------------------------------------------------------------------------------------
def test_answer_reaches_each_contributor_who_can_be_reached_once_through_smtp(
    decided: Engagement, people: People, letters: MailServer, client_of: ClientOf
) -> None:
    answer(decided, people)
    send_all("answered")
    assert sorted(str(letter["To"]) for letter in letters.letters) == sorted([ADDRESS, people.resident.email])
    (letter,) = letters.to(ADDRESS)
    given = Input.objects.get(contact__email=ADDRESS)
    receipt = f"/receipt/{shown_code(receipt_of(given))}/"
    assert receipt in letter.get_content()
    assert REASON in client_of(None).get(receipt).content.decode()


def test_reporting_back_waits_until_everybody_was_told(
    decided: Engagement, people: People, letters: MailServer
) -> None:
    assert decided.decide_by is not None
    with clock.at(decided.decide_by + timedelta(days=2)):
        with pytest.raises(Exception, match="can’t be reported back yet"):
            report_back(engagement=decided, by=people.backbone)
        answer(decided, people)
        assert report_back(engagement=decided, by=people.backbone).state == "reported_back"


# --- Ratings -------------------------------------------------------------------------------------------------------------
def test_ratings_become_due_some_days_after_reporting_back_and_are_asked_for_once(
    decided: Engagement, people: People, letters: MailServer
) -> None:
    key = str(decided.record.number)
    assert decided.decide_by is not None
    back = decided.decide_by + timedelta(days=2)
    with clock.at(back):
        answer(decided, people)
        assert not Due.objects.filter(job=ASK).exists()
        report_back(engagement=decided, by=people.backbone)
    due = Due.objects.get(job=ASK, key=key)
    assert due.due_at == back + timedelta(days=14)
    with clock.at(due.due_at - timedelta(minutes=1)):
        claim_ripe()
        assert not JobRun.objects.filter(task=ASK).exists()
    with clock.at(due.due_at):
        claim_ripe()
        run = JobRun.objects.get(task=ASK)
        assert run.arguments["due_key"] == key
        for _twice in range(2):
            ask_when_due(key=key)
    send_all("rate")
    asked = sorted(str(letter["To"]) for letter in letters.letters)
    assert asked == sorted([ADDRESS, people.resident.email])
