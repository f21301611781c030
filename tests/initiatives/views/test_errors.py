"""When it goes wrong: a number for the reader, a sober mail for the operators, and no claim that is not true."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from pytest_django import Settings

from initiatives import clock, trouble
from initiatives.models import Initiative, Person
from initiatives.views import agenda as views
from tests.conftest import Browser

NUMBER = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")
SECRET = "Xiomara-17-percent"
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
Opens = Callable[..., Browser]


@pytest.fixture(autouse=True)
def _nobody_was_told(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[None]:
    settings.ADMINS = [("", "operator@example.org")]
    monkeypatch.setattr(trouble, "quota", trouble.Quota())
    with clock.at(NOW):
        yield


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(views, "agenda_page", fail)


def _opened(browser: Browser, address: str = "/i/harbor/agenda/") -> str:
    browser.raise_request_exception = False
    answer = browser.get(address)
    assert answer.status_code == 500
    assert answer["Cache-Control"] == "no-store"
    return " ".join(answer.content.decode().split())


def test_the_page_the_mail_and_the_log_carry_the_same_number(
    initiative: Initiative, broken: None, client_of: Opens, caplog: pytest.LogCaptureFixture
) -> None:
    line = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error", (), None)
    page = _opened(client_of(None))
    found = NUMBER.search(page)
    assert found is not None
    assert "The people who run this service have been told." in page
    (letter,) = mail.outbox
    assert letter.to == ["operator@example.org"]
    assert found[0] in letter.body
    line.request = type("Request", (), {"reference": found[0]})()
    assert trouble.WithReference().filter(line)
    assert line.getMessage().endswith(f"(reference {found[0]})")


def test_the_mail_names_nobody_and_holds_nothing_that_was_sent(
    initiative: Initiative, broken: None, client_of: Opens, backbone: Person
) -> None:
    browser = client_of(backbone)
    browser.raise_request_exception = False
    sent = {"seat": "1", "stance": "dissent", "words": SECRET}
    browser.post(f"/i/harbor/agenda/answer/?q={SECRET}", sent)
    browser.get(f"/i/harbor/agenda/?q={SECRET}")
    text = "".join(str(letter.message()) for letter in mail.outbox)
    assert "ValueError at /i/<slug:slug>/agenda/" in text
    assert "initiatives/views/agenda.py" in text
    for private in (SECRET, "harbor", backbone.email, backbone.shown_name, "sessionid", "127.0.0.1"):
        assert private not in text.replace("operator@example.org", "")


def test_the_same_trouble_is_mailed_once_in_a_while_and_then_counted(
    initiative: Initiative, broken: None, client_of: Opens
) -> None:
    for _ in range(5):
        assert "have been told" in _opened(client_of(None))
    assert len(mail.outbox) == 1
    cache.clear()
    with clock.at(NOW + timedelta(seconds=trouble.QUIET_SECONDS)):
        _opened(client_of(None))
    assert len(mail.outbox) == 2
    assert "at least 4 times more" in mail.outbox[1].body


def test_a_storm_of_different_troubles_ends_after_a_dozen_mails(initiative: Initiative) -> None:
    now = NOW.timestamp()
    taken = [trouble.quota.takes(f"trouble {number}", now) for number in range(20)]
    assert taken.count(True) == trouble.MOST_IN_AN_HOUR
    assert trouble.quota.takes("later", now + 3600)


def test_without_operators_the_page_claims_nothing(
    initiative: Initiative, broken: None, client_of: Opens, settings: Settings
) -> None:
    settings.ADMINS = []
    page = _opened(client_of(None))
    assert "have been told" not in page
    assert "Nobody has been told yet" in page
    assert NUMBER.search(page)
    assert mail.outbox == []


def test_a_mail_that_cannot_be_sent_is_not_claimed_and_the_next_may_try(
    initiative: Initiative, broken: None, client_of: Opens, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert "Nobody has been told yet" in _opened(client_of(None))
    assert not trouble.quota.is_told("anything", NOW.timestamp())


def test_a_program_gets_the_number_as_data(
    initiative: Initiative, client_of: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("initiatives.api.agenda.AgendaViewSet.rows", fail)
    browser = client_of(None, raise_request_exception=False)
    answer = browser.get("/api/v1/i/harbor/agenda/")
    assert (answer.status_code, answer.json()["code"]) == (500, "server_error")
    assert NUMBER.fullmatch(answer.json()["reference"])


def test_djangos_own_mail_with_everything_that_was_sent_is_off() -> None:
    for name in ("django", "django.request", "django.security"):
        assert not [one for one in logging.getLogger(name).handlers if "AdminEmail" in type(one).__name__]
