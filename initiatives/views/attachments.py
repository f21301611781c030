"""The one door to files: as guarded as the record that they belong to."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard, refuse_withheld
from initiatives.actions.attachments import attach
from initiatives.forms.attachments import AttachmentForm
from initiatives.models import Attachment, Record, Restriction
from initiatives.rules.files import BY_CONTENT_TYPE
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.standing_files import still_stands


@require_safe
@guard(Permission.SEE_PUBLISHED)
def file(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Send a file of a record that the reader sees. Pictures and sounds may be shown in a page; all else is saved."""
    attachment = get_object_or_404(Attachment.objects.select_related("record"), pk=pk)
    fetch_or_stub(Record.objects.all(), request.viewer, pk=attachment.record_id)
    refuse_withheld(attachment.record, request.viewer, part=Restriction.Scope.ATTACHMENTS)
    if not still_stands(attachment):
        raise Http404
    kind = BY_CONTENT_TYPE.get(attachment.content_type)
    if kind is None or not default_storage.exists(attachment.path):
        raise Http404
    response = FileResponse(
        default_storage.open(attachment.path),
        as_attachment=not (kind.is_picture or kind.is_sound),
        filename=attachment.name,
        content_type=kind.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = f'"{attachment.sha256}"'
    return response  # type: ignore[return-value]  # a streamed answer is an answer


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ATTACH_FILES)
def add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Attach a file to a record that one sees."""
    record = fetch_or_stub(Record.objects.all(), request.viewer, number=number)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        words = {request.initiative.language: form.cleaned_data["alternative_text"]}
        try:
            attach(
                record=record, name=sent.name, content=sent.read(), by=request.person, alternative_text=words
            )
        except RuleBroken as broken:
            form.add_error("file", broken.sentence)
        else:
            return redirect(record.url)
    status = 422 if form.errors else 200
    context = {"form": form, "record": record}
    return render(request, "initiatives/attachments/form.html", context, status=status)
