"""Files: only what they say they are, without the place of the camera, only for who sees the record."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import GPS, IFD

from initiatives.actions.attachments import attach
from initiatives.models import Attachment, Initiative
from initiatives.rules.files import FileProblem, safe_name, sniff
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from tests.conftest import Browser
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
FILES = "/i/harbor/files/"
PDF = b"%PDF-1.7 a small one"


def photograph(kind: str) -> bytes:
    """A picture with the place where it was taken, a camera, a comment, and lying on its side."""
    picture = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "SecretCam"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (44.0, 58.0, 47.5)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_the_place_where_it_was_taken(
    kind: str, inside_initiative: Initiative, people: People
) -> None:
    taken = photograph(kind)
    assert b"SecretCam" in taken
    with Image.open(io.BytesIO(taken)) as before:
        assert before.getexif().get_ifd(IFD.GPSInfo)
    kept = attach(record=make_record(by=people.backbone), name="me.jpg", content=taken, by=people.partner)
    stored = default_storage.open(kept.path).read()
    assert b"SecretCam" not in stored
    with Image.open(io.BytesIO(stored)) as after:
        assert (after.format, after.size) == (kind, (20, 40))
        assert not after.getexif()
        assert not {"exif", "comment", "xmp", "icc_profile"} & set(after.info)


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"", "a.pdf", FileProblem.EMPTY),
        (b"a" * (10 * 1024 * 1024 + 1), "a.txt", FileProblem.TOO_LARGE),
        (b"MZ\x90\x00", "a.pdf", FileProblem.UNKNOWN_TYPE),
        (b"<svg onload='x()'>", "a.txt", FileProblem.UNKNOWN_TYPE),
        (b"\xef\xbb\xbf <html>", "a.csv", FileProblem.UNKNOWN_TYPE),
        (b"PK\x03\x04", "a.csv", FileProblem.UNKNOWN_TYPE),
        (b"GIF89a....", "a.png", FileProblem.UNKNOWN_TYPE),
        (b"just words", "a.html", FileProblem.UNKNOWN_TYPE),
    ],
)
def test_what_may_not_be_attached_is_refused(content: bytes, name: str, problem: FileProblem) -> None:
    assert sniff(content, name) is problem


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n broken", b"\xff\xd8\xff broken"])
def test_a_broken_picture_is_refused_in_words(
    content: bytes, inside_initiative: Initiative, people: People
) -> None:
    with pytest.raises(RuleBroken, match="can’t be read"):
        attach(record=make_record(by=people.backbone), name="a.png", content=content, by=people.partner)
    assert not Attachment.objects.exists()


def test_a_picture_that_unpacks_to_far_too_much_is_refused(
    inside_initiative: Initiative, people: People
) -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    with pytest.raises(RuleBroken, match="can’t be read"):
        attach(
            record=make_record(by=people.backbone), name="a.png", content=out.getvalue(), by=people.partner
        )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\x\\plan.pdf.exe", "plan.pdf.pdf"),
        ('a";\r\nX: y.pdf', "aX y.pdf"),
        ("....", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 90 + ".pdf"),
    ],
)
def test_names_are_harmless(given: str, kept: str) -> None:
    assert safe_name(given, "pdf") == kept


def test_the_same_file_is_kept_once_in_the_directory_of_its_initiative(
    inside_initiative: Initiative, other_initiative: Initiative, people: People
) -> None:
    record = make_record(by=people.backbone)
    first, second = (attach(record=record, name="a.pdf", content=PDF, by=people.partner) for _ in range(2))
    with inside(other_initiative.pk):
        foreign = attach(
            record=make_record(by=people.outsider), name="a.pdf", content=PDF, by=people.outsider
        )
    assert first.path == second.path
    assert first.path.startswith(f"{inside_initiative.pk}/")
    assert foreign.path.startswith(f"{other_initiative.pk}/")


def test_a_file_is_saved_and_never_run(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    kept = attach(record=make_record(by=people.backbone), name="plan.pdf", content=PDF, by=people.partner)
    response = client_of(None).get(f"{FILES}{kept.pk}/")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize("scope", ["whole", "attachments"])
def test_a_withheld_file_is_only_for_its_readers(
    scope: str, client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    record = make_record(by=people.backbone)
    kept = attach(record=record, name="plan.pdf", content=PDF, by=people.partner)
    make_restriction(record, by=people.staff, scope=scope)
    answers = {
        name: client_of(people.named(name)).get(f"{FILES}{kept.pk}/").status_code
        for name in ("backbone", "staff", "partner", "visitor", "outsider")
    }
    assert answers == {"backbone": 200, "staff": 403, "partner": 403, "visitor": 403, "outsider": 403}


def test_the_file_of_a_draft_or_of_another_initiative_is_not_there(
    client_of: ClientOf, inside_initiative: Initiative, other_initiative: Initiative, people: People
) -> None:
    draft = attach(
        record=make_record(by=people.backbone, published=False), name="a.pdf", content=PDF, by=people.backbone
    )
    with inside(other_initiative.pk):
        foreign = attach(
            record=make_record(by=people.outsider), name="a.pdf", content=PDF, by=people.outsider
        )
    for pk in (draft.pk, foreign.pk, 0):
        assert client_of(people.partner).get(f"{FILES}{pk}/").status_code == 404


def test_a_partner_adds_a_file_and_is_told_what_is_wrong(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    record = make_record(by=people.backbone)
    browser, address = client_of(people.partner), f"{FILES}add/{record.number}/"
    assert browser.get(address).status_code == 200
    wrong = browser.post(address, {"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00")})
    assert (wrong.status_code, "Save it as one of these" in wrong.content.decode()) == (422, True)
    assert browser.post(address, {"file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 302
    assert Attachment.objects.get().name == "a.pdf"
