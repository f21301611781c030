"""The child process of `make_pdf`: reads HTML from standard input, writes the PDF to standard output."""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse


class Refused(ValueError):
    """The page asked for an address that it may not have."""


class OnlyOwnFiles(URLFetcher):  # type: ignore[misc]
    """Refuses every address except files below one folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the product's own styles and fonts."""
        super().__init__(allowed_protocols=["file", "data"])
        self.folder = folder.resolve()

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return a file of the folder, or a picture that stands in the page itself; raises Refused for anything else."""
        if url.startswith("data:image/svg+xml"):
            return super().fetch(url, headers)
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if (
            parts.scheme != "file"
            or parts.netloc not in ("", "localhost")
            or not path.is_relative_to(self.folder)
        ):
            raise Refused(f"not allowed: {parts.scheme}")
        return super().fetch(url, headers)


def limit(memory: int, seconds: int) -> None:
    """Let the process grow and run only so far."""
    resource.setrlimit(resource.RLIMIT_AS, (memory * 4, memory * 4))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


def main() -> None:
    """Make one document."""
    folder, memory, seconds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    limit(memory, seconds)
    html = sys.stdin.buffer.read().decode()
    document = HTML(string=html, base_url=folder.as_uri() + "/", url_fetcher=OnlyOwnFiles(folder))
    sys.stdout.buffer.write(
        document.write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration()) or b""
    )


if __name__ == "__main__":
    main()
