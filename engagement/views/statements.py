"""What we said in the course of an engagement: every kind with all its versions, and publishing the next one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engagement.actions.statements import give_reasons, say
from engagement.forms.options import ReasonsForm, StatementForm
from engagement.models import Engagement, MatrixCell, Statement
from engagement.pages.room import Head, fetch_engagement, head_asked, head_of
from engagement.pages.room_page import newest, statements_of
from engagement.pages.statements import about_kind, offered_kinds
from engagement.rules.statement_law import STATEMENTS, statement_missing
from engagement.views.posting import SECTION, carried_out, kept_file
from initiatives.access import InitiativeRequest, guard
from initiatives.forms.localized import LocalizedForm
from initiatives.rules.permissions import Permission
from initiatives.together import each_of, rows_in


@require_safe
@guard(Permission.SEE_PUBLISHED)
def statements(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show the newest of every kind, and for those who may, what can be published now."""
    engagement = fetch_engagement(request.viewer, number)
    head, rows = each_of(head_asked(engagement, request.viewer), rows_in(statements_of(engagement)))
    context = {**SECTION, "head": head, "statements": newest(rows), "offered": offered_kinds(head)}
    return render(request, "engagement/statements/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def statement(request: InitiativeRequest, number: int, kind: str) -> HttpResponse:
    """Show all versions of one kind."""
    return _page(request, fetch_engagement(request.viewer, number), _key(kind))


@require_POST
@guard(Permission.SEE_TODAY)
def statement_version(request: InitiativeRequest, number: int, kind: str) -> HttpResponse:
    """Publish the next version."""
    engagement, key = fetch_engagement(request.viewer, number), _key(kind)
    form = _form(request, engagement, key)
    if carried_out(form, lambda: _say(engagement, key, form, request)):
        messages.success(request, _("Published. Earlier versions stay readable."))
        return redirect(f"{engagement.record.url}statements/{kind}/")
    return _page(request, engagement, key, form)


def _key(kind: str) -> str:
    key = kind.replace("-", "_")
    if key not in STATEMENTS:
        raise Http404
    return key


def _page(
    request: InitiativeRequest, engagement: Engagement, key: str, form: LocalizedForm | None = None
) -> HttpResponse:
    head = head_of(engagement, request.viewer)
    may_publish = head.may(STATEMENTS[key].right_at(head.level)) and not _is_out_of_place(key, head)
    versions = engagement.statements.filter(kind=key).select_related(
        "published_by", "attachment", "alternative"
    )
    context = {
        **SECTION,
        "head": head,
        "kind": about_kind(key),
        "versions": versions,
        "form": form or (_form(request, engagement, key) if may_publish else None),
    }
    return render(request, "engagement/statements/detail.html", context, status=422 if form else 200)


def _is_out_of_place(key: str, head: Head) -> bool:
    return bool(statement_missing(key, head.facts, authority="named", has_document=True))


def _form(request: InitiativeRequest, engagement: Engagement, key: str) -> LocalizedForm:
    languages = request.initiative.languages
    if key == Statement.Kind.RATIONALE:
        cells = MatrixCell.objects.filter(theme__engagement=engagement, removed_at__isnull=True)
        options = engagement.alternatives.filter(withdrawn_at__isnull=True)
        return ReasonsForm(
            request.POST or None,
            options=options,
            cells=cells.select_related("theme", "alternative"),
            languages=languages,
        )
    is_impossible = key == Statement.Kind.IMPOSSIBLE
    return StatementForm(
        request.POST or None, request.FILES or None, is_impossible=is_impossible, languages=languages
    )


def _say(engagement: Engagement, key: str, form: LocalizedForm, request: InitiativeRequest) -> None:
    if key == Statement.Kind.RATIONALE:
        give_reasons(
            engagement=engagement,
            words=form.texts("words"),
            alternative=form.cleaned_data["alternative"],
            why_otherwise=form.texts("why_otherwise"),
            cells=form.cleaned_data.get("cells", ()),
            by=request.person,
        )
        return
    say(
        engagement=engagement,
        kind=key,
        words=form.texts("words"),
        attachment=kept_file(request, engagement, form),
        authority=form.cleaned_data.get("authority", ""),
        by=request.person,
    )
