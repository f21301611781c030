"""What was sent with a form."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, an empty form too; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def numbers_posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent; "use 11" puts the likely number in the place of the odd one."""
    key, _sep, number = request.POST.get("use", "").partition(":")
    if request.method != "POST" or not key:
        return posted(request)
    typed = request.POST.copy()
    typed[f"value_{key}"], typed[f"why_{key}"] = number, ""
    return typed
