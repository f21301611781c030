"""A real mail server on loopback, as small as the protocol allows: what tests send through SMTP arrives here."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class MailServer(socketserver.ThreadingTCPServer):
    """Takes letters and keeps them in the order in which they came."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters: list[EmailMessage] = []
        self.refuses: dict[str, str] = {}  # what it answers where a letter is for this address
        self.answers: dict[str, str] = {}  # what it answers to a word, whoever it is for

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def to(self, address: str) -> list[EmailMessage]:
        """Return what came for an address."""
        return [letter for letter in self.letters if letter["To"] == address]


class _Conversation(socketserver.StreamRequestHandler):
    """One client: it says who writes to whom, then the letter."""

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.split(maxsplit=1)[0].upper() if line.strip() else b""
            if word == b"DATA":
                self._say("354 go on")
                self._keep()
            self._say("221 bye" if word == b"QUIT" else self._answer(line))
            if word == b"QUIT":
                return

    def _answer(self, line: bytes) -> str:
        server, said = cast(MailServer, self.server), line.decode(errors="replace")
        for word, words in server.answers.items():
            if said.upper().startswith(word):
                return words
        is_for = said.upper().startswith("RCPT")
        return next(
            (words for address, words in server.refuses.items() if is_for and address in said), "250 fine"
        )

    def _keep(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        cast(MailServer, self.server).letters.append(cast(EmailMessage, letter))

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Serve until the test is over."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
