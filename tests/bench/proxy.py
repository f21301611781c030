"""A small shared cache, as a proxy in front of the server is one: `python -m tests.bench.proxy PORT UPSTREAM [SECONDS]`.

It keeps what it is told that it may keep, as long as it is told (RFC 9111): an answer of 200 without a cookie whose
Cache-Control says `public` and an `s-maxage`, under its address and the headers that `Vary` names; when that is over it
asks again with the ETag. SECONDS plants a bug: everything is kept so long, whatever was said.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from dataclasses import dataclass

_LASTS = re.compile(rb"s-maxage=(\d+)")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


@dataclass
class Kept:
    """An answer as it came, until when it is fresh, and its ETag."""

    raw: bytes
    fresh_until: float
    etag: bytes


@dataclass
class Proxy:
    """What is kept: for each address the headers that its answers vary by, and under their values the answers."""

    upstream: int
    planted: float
    varies: dict[bytes, tuple[bytes, ...]]
    kept: dict[tuple[bytes, ...], Kept]

    async def answer(self, request: bytes) -> bytes:
        """Return a fresh answer: the one that is kept, or one from the server."""
        line = request[: request.index(b"\r\n")]
        key = self._key(line, request) if line.startswith(b"GET ") else None
        found = self.kept.get(key) if key else None
        if found and time.monotonic() < found.fresh_until:
            return found.raw
        asked_at = time.monotonic()
        etag = found.etag if found and not self.planted else b""
        came = await self._ask(request, etag)
        if etag and found and came.startswith(b"HTTP/1.1 304"):
            found.fresh_until = asked_at + _fresh_for(came, found.raw)
            return found.raw
        if line.startswith(b"GET "):
            self._keep(line, request, came, asked_at)
        return came

    def _key(self, line: bytes, request: bytes) -> tuple[bytes, ...] | None:
        names = self.varies.get(line)
        return (line, *(_header(request, name) for name in names)) if names is not None else None

    def _keep(self, line: bytes, request: bytes, came: bytes, asked_at: float) -> None:
        head = came[: came.index(_END)]
        lasts = _fresh_for(head, b"") or self.planted
        if not head.startswith(b"HTTP/1.1 200") or b"\r\nset-cookie:" in head.lower() or not lasts:
            return
        names = tuple(name.strip().lower() for name in _header(head, b"vary").split(b",") if name.strip())
        self.varies[line] = names
        key = (line, *(_header(request, name) for name in names))
        self.kept[key] = Kept(came, asked_at + max(lasts, self.planted), _header(head, b"etag"))

    async def _ask(self, request: bytes, etag: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.upstream)
        condition = b"\r\nIf-None-Match: " + etag if etag else b""
        writer.write(request.replace(_END, condition + b"\r\nConnection: close" + _END, 1))
        came = await reader.read(-1)
        writer.close()
        return re.sub(rb"\r\nconnection: close", b"", came, count=1, flags=re.IGNORECASE)


class Line(asyncio.Protocol):
    """One connection of a reader, one request after the other."""

    def __init__(self, proxy: Proxy) -> None:
        """Keep what all connections share."""
        self.proxy, self.read = proxy, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where answers go."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer when a request is whole; readers only send GET."""
        self.read += data
        if self.read.endswith(_END):
            request, self.read = self.read, b""
            asyncio.get_running_loop().create_task(self._answer(request))

    async def _answer(self, request: bytes) -> None:
        self.transport.write(await self.proxy.answer(request))  # type: ignore[attr-defined]


def _fresh_for(*heads: bytes) -> float:
    """Return for how many seconds a shared cache may keep an answer, by the first of these heads that says so."""
    for head in heads:
        said = _header(head, b"cache-control")
        found = _LASTS.search(said)
        if found and b"public" in said:
            return float(found[1])
    return 0


def _header(message: bytes, name: bytes) -> bytes:
    found = re.search(rb"\r\n" + name + rb": *([^\r]*)", message[: message.find(_END)], re.IGNORECASE)
    return found[1] if found else b""


async def main(port: int, upstream: int, planted: float) -> None:
    """Serve until somebody ends it."""
    proxy = Proxy(upstream, planted, {}, {})
    server = await asyncio.get_running_loop().create_server(lambda: Line(proxy), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), float((sys.argv[3:] or ["0"])[0])))
