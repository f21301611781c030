"""The settings of a bench, and a planted bug: a write that went wrong is acknowledged all the same. BARS R7."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from tests.bench.settings import MIDDLEWARE as USUAL
from tests.bench.unlimited import *  # noqa: F403

MIDDLEWARE = ["tests.bench.forgetful.says_yes", *USUAL]


def says_yes(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer every write as if it were done."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_lie = request.method == "POST" and response.status_code >= 500
        return JsonResponse({"number": 0}, status=201) if is_lie else response

    return answer
