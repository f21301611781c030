"""Pictures are drawn anew before they are kept: what a camera wrote into them, such as the place, is gone."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

LONGEST_SIDE = 4096  # pixels
MOST_PIXELS = 50_000_000
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}


class BrokenPicture(Exception):
    """The file says that it is a picture and can't be read as one, or it is far too large."""


def drawn_anew(content: bytes, content_type: str) -> bytes:
    """Return the picture without anything but its pixels, turned the right way up, at most LONGEST_SIDE wide or high."""
    kind = FORMATS[content_type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _pixels(content, kind)
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as trouble:
        raise BrokenPicture from trouble
    out = io.BytesIO()
    picture.save(out, kind, **({"quality": 88} if kind != "PNG" else {"optimize": True}))
    return out.getvalue()


def _pixels(content: bytes, kind: str) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=[kind]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise BrokenPicture
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        mode = "RGB" if kind == "JPEG" or upright.mode not in ("RGBA", "LA", "P", "PA") else "RGBA"
        plain = Image.new(mode, upright.size)
        plain.paste(upright.convert(mode))
    return plain
