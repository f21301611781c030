"""Mail that was kept in files: the newest first, and nothing outside the folder."""

from __future__ import annotations

from pathlib import Path

from django.core.mail import EmailMessage, get_connection

from initiatives.mailbox import Mailbox


def test_kept_mail_is_read_back(tmp_path: Path) -> None:
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path))
    backend.send_messages(
        [
            EmailMessage(
                f"Subject {n}", f"Body {n}\nhttps://example.org/", "a@example.org", ["b@example.org"]
            )
            for n in (1, 2)
        ]
    )
    letters = Mailbox(tmp_path).letters()
    assert [letter.subject for letter in letters] == ["Subject 2", "Subject 1"]
    found = Mailbox(tmp_path).letter(letters[1].key)
    assert found is not None
    assert found.text.startswith("Body 1")
    assert found.to == "b@example.org"


def test_an_empty_folder_and_strange_keys_give_nothing(tmp_path: Path) -> None:
    assert Mailbox(tmp_path / "none").letters() == []
    assert Mailbox(tmp_path).letter("../../etc/passwd") is None
    assert Mailbox(tmp_path).letter("gone.log~0") is None
