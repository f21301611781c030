"""Files of a record: checked by their bytes, kept under their hash, served by a guarded view only."""

from __future__ import annotations

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import Attachment, Person, Record
from initiatives.pictures import BrokenPicture, drawn_anew
from initiatives.record import record as note
from initiatives.rules.files import FileProblem, FileType, safe_name, sniff
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.sounds import without_notes
from initiatives.tenancy import current_initiative


@transaction.atomic
def attach(
    *, record: Record, name: str, content: bytes, by: Person, alternative_text: dict[str, str] | None = None
) -> Attachment:
    """Add a file to a record. Pictures lose all but their pixels, sounds what a phone noted in them. Raises RuleBroken for what may not be attached."""
    kind = sniff(content, name)
    if isinstance(kind, FileProblem):
        raise RuleBroken(refusal(kind), field="file")
    kept = _cleaned(content, kind)
    digest = sha256(kept).hexdigest()
    attachment = Attachment.objects.create(
        record=record,
        name=safe_name(name, kind.ending),
        content_type=kind.content_type,
        size=len(kept),
        sha256=digest,
        path=_store(kept, digest),
        alternative_text=alternative_text or {},
        added_at=clock.now(),
        added_by=by,
    )
    note("attachment.added", by=by, about=record, facts={"attachment": attachment.pk, "sha256": digest})
    return attachment


@transaction.atomic
def forget(attachment: Attachment) -> None:
    """Take a file away with its bytes, unless another record keeps the same bytes."""
    path = attachment.path
    attachment.delete()
    if not Attachment.objects.filter(path=path).exists():
        transaction.on_commit(lambda: default_storage.delete(path))


def refusal(problem: FileProblem) -> str:
    """Return why a file is refused and what to do, in the reader's words."""
    return {
        FileProblem.EMPTY: _("This file is empty. Choose another one."),
        FileProblem.TOO_LARGE: _("This file is larger than 10 MB. Make it smaller, or split it."),
        FileProblem.UNKNOWN_TYPE: _(
            "This is not a PDF, PNG, JPEG, WebP, CSV, plain text or sound file. Save it as one of these."
        ),
        FileProblem.BROKEN_PICTURE: _(
            "This picture can’t be read. Open it, save it again, and choose the new file."
        ),
    }[problem]


def _cleaned(content: bytes, kind: FileType) -> bytes:
    if kind.is_sound:
        return without_notes(content)
    if not kind.is_picture:
        return content
    try:
        return drawn_anew(content, kind.content_type)
    except BrokenPicture as trouble:
        raise RuleBroken(refusal(FileProblem.BROKEN_PICTURE), field="file") from trouble


def _store(content: bytes, digest: str) -> str:
    """Keep a file under its hash in the initiative's own directory; the same file twice is kept once."""
    path = f"{current_initiative()}/{digest[:2]}/{digest}"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return path
