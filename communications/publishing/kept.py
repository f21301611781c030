"""PDFs of single pages: set when somebody asks for one, kept for a day under the hash of what stands in it."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.translation import gettext as _

from communications.publishing.pdf import PdfFailed, make_pdf
from initiatives.rules.refusals import RuleBroken

KEPT_SECONDS = 60 * 60 * 24


def pdf_response(html: str, *, name: str) -> HttpResponse:
    """Answer with the tagged PDF of a complete page under a file name; the same page is set once.

    Raises RuleBroken where it cannot be set just now.
    """
    key = f"pdf:{settings.RELEASE}:{sha256(html.encode()).hexdigest()}"
    content = cache.get(key)
    if content is None:
        content = _set(html)
        cache.set(key, content, KEPT_SECONDS)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _set(html: str) -> bytes:
    try:
        return make_pdf(html).content
    except PdfFailed as trouble:
        raise RuleBroken(
            _("The PDF could not be made just now. The page itself can be printed.")
        ) from trouble
