"""Handing a letter to the mail server: once, and what the server says of the address is kept.

A letter has a row under its key. Whoever sends locks the row, so a doubled job finds it sent. If everything stops after
the server took the letter and before that is kept, it is sent again under the same Message-ID, and mail programs show it
once: rather that than a letter that nobody got.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import salted_hmac

from communications.delivery.stopping import stop_for
from communications.models import Letter, NoticeBook
from engagement.models import InputContact
from initiatives import clock
from initiatives.models import Invitation, Person
from initiatives.tenancy import current_initiative

State = Letter.State
PERMANENT = 500
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
MOST_DOUBLINGS = 8  # beyond the longest wait; a number of days that no calendar has is never computed
CONTRIBUTOR = re.compile(r"-input:(\d+)$")  # what became of their words, and what a promise to them needs
INVITATION = re.compile(r"^invitation-(\d+)$")
SUBSCRIBER = re.compile(r"-to-subscriber:(\d+)$|^subscriber-(\d+)-")  # a newsletter, and the letter that asks
Build = Callable[[], EmailMultiAlternatives | None]


class TryLater(Exception):
    """The server did not take the letter now; `after` says when to come back."""

    def __init__(self, after: timedelta) -> None:
        """Keep how long to wait."""
        super().__init__(f"after {after}")
        self.after = after


def hand_over(*, key: str, kind: str, person: Person | None, build: Build) -> bool:
    """Send the letter of a key once; False where it was sent before, is not wanted, or its address takes none.

    Raises TryLater while the server takes nothing: the letter keeps waiting, nothing is lost.
    """
    asked = {"name": _name_of(key), "kind": kind, "person": person, "asked_at": clock.now()}
    Letter.objects.get_or_create(key=key, defaults=asked)
    letter = Letter.objects.select_for_update().get(key=key)
    if letter.state != State.WAITING:
        return False
    message = None if _comes_back(person) else build()
    if message is None:
        _settle(letter, State.NOT_WANTED)
        return False
    message.extra_headers |= {"Message-ID": message_id(letter), "Date": format_datetime(clock.now())}
    return _send(letter, message)


def message_id(letter: Letter) -> str:
    """Return the name of a letter for mail servers: the same at every attempt, even if its row is written anew."""
    return f"<{current_initiative()}.{letter.name}@{urlsplit(settings.BASE_URL).hostname}>"


def letter_named(said: str) -> tuple[int, str] | None:
    """Return the initiative and the name in what a mail server calls a letter; None where it is none of ours."""
    initiative, _dot, name = said.strip().strip("<>").partition("@")[0].partition(".")
    return (int(initiative), name) if name and initiative.isdecimal() and len(initiative) < 12 else None


def note_bounce(letter: Letter, *, why: str) -> None:
    """Keep that a letter came back for good: its address gets no more until its owner says that it works again."""
    _settle(letter, State.BOUNCED, why=why)
    _note_address(letter, why)


def _send(letter: Letter, message: EmailMultiAlternatives) -> bool:
    """Tell what the server refuses apart: the address, this letter, or us. What is about us is tried again later."""
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        said = _refused(letter, int(code), words)
        _note_address(letter, said)
        return False
    except SMTPDataError as refused:
        _refused(letter, refused.smtp_code, refused.smtp_error, State.DECLINED)
        return False
    except (
        OSError
    ) as trouble:  # all other answers of mail servers too: who we are, whether we may send at all
        raise _later(letter, str(trouble)) from trouble
    _settle(letter, State.SENT)
    return True


def _refused(letter: Letter, code: int, words: bytes | str, state: str = State.REFUSED) -> str:
    """Keep that a letter is refused for good and return what was said. Raises TryLater where it is only for now."""
    said = f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    if code < PERMANENT:
        raise _later(letter, said)
    _settle(letter, state, why=said)
    return said


def _later(letter: Letter, why: str) -> TryLater:
    letter.attempts, letter.trouble = letter.attempts + 1, why[:200]
    letter.save(update_fields=["attempts", "trouble"])
    return TryLater(min(FIRST_WAIT * 2 ** min(letter.attempts - 1, MOST_DOUBLINGS), LONGEST_WAIT))


def _settle(letter: Letter, state: str, *, why: str = "") -> None:
    letter.state, letter.trouble = state, why[:200]
    if state in (State.SENT, State.BOUNCED):
        letter.sent_at = letter.sent_at or clock.now()
    letter.save(update_fields=["state", "trouble", "sent_at"])


def _note_address(letter: Letter, why: str) -> None:
    """Who has an account reads why and says when the address works again; a subscriber is stopped, and can subscribe anew.

    A contributor without an account counts as out of reach from now on, with all that was said under this address. Whoever
    invited somebody sees it beside the invitation.
    """
    if letter.person is not None:
        book, _is_new = NoticeBook.objects.get_or_create(person=letter.person)
        book.bounced_at, book.bounced_why = clock.now(), why[:200]
        book.save(update_fields=["bounced_at", "bounced_why"])
    elif found := SUBSCRIBER.search(letter.key):
        stop_for(f"subscriber:{found[1] or found[2]}")
    elif found := INVITATION.search(letter.key):
        asked = Invitation.objects.filter(record_pass=int(found[1]))
        asked.update(refused_at=clock.now(), refused_why=why[:200])
    elif found := CONTRIBUTOR.search(letter.key):
        address = InputContact.objects.filter(input=int(found[1])).values("email")
        left = InputContact.objects.reachable().filter(email__in=address)
        left.update(refused_at=clock.now(), refused_why=why[:200])


def _comes_back(person: Person | None) -> bool:
    return person is not None and NoticeBook.objects.filter(person=person, bounced_at__isnull=False).exists()


def _name_of(key: str) -> str:
    """Not to be guessed: who knows it has seen the letter."""
    sealed = salted_hmac("communications.letters", f"{current_initiative()}:{key}", algorithm="sha256")
    return sealed.hexdigest()[:32]
