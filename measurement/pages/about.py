"""What stands beside the figures: every publication of them, corrections and withdrawals in the same size as news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measurement.models import Indicator, Release
from measurement.wording import day_words as day


@dataclass(frozen=True, slots=True)
class Publication:
    """One release as a reader sees it: what it did, when, and why."""

    number: int
    glyph: str
    word: str
    said: str
    note: dict[str, str]
    anchor: str


@dataclass(frozen=True, slots=True)
class History:
    """All releases of an indicator, the last first, and how many of them were corrections."""

    publications: list[Publication]
    version: str
    corrections: int
    corrections_said: str


def history_of(releases: Sequence[Release], base: str) -> History:
    """Return what was published when; `base` is the page on which each release has its anchor."""
    taken_back = {one.withdraws_id: one for one in releases if one.withdraws_id}
    rows = [_publication(one, taken_back.get(one.pk), base) for one in releases]
    corrections = sum(1 for one in releases if one.changed or one.withdraws_id)
    last = releases[0] if releases else None
    version = _("{number}, {day}").format(number=last.number, day=day(last.published_at)) if last else ""
    return History(rows, version, corrections, _corrections(corrections))


def releases_of(indicator: Indicator) -> QuerySet[Release]:
    """Return the question for the releases of an indicator, the last first."""
    return Release.objects.filter(indicator=indicator).select_related("withdraws").order_by("-number")


def last_published(releases: Sequence[Release]) -> datetime | None:
    """Return when the release that stands became public: neither one that was taken back nor one that takes back."""
    taken_back = {one.withdraws_id for one in releases}
    standing = (one for one in releases if one.withdraws_id is None and one.pk not in taken_back)
    newest = next(standing, None)
    return newest.published_at if newest else None


def last_changed(indicator: Indicator) -> datetime:
    """Return when an indicator last changed: its record, or its figures by a release or by taking one back."""
    rollup = getattr(indicator, "rollup", None)
    figures = [rollup.release.published_at] if rollup and rollup.release else []
    changed: datetime = max([indicator.record.changed_at, *figures])
    return changed


def _corrections(count: int) -> str:
    if not count:
        return _("No corrections so far")
    return ngettext(
        "{count} correction, logged below", "{count} corrections, all logged below", count
    ).format(count=count)


def _publication(release: Release, taken_back_by: Release | None, base: str) -> Publication:
    anchor = f"{base}#release-{release.number}"
    if release.withdraws_id and release.withdraws:
        said = _("Release {other} was taken back on {day}. The figures before it count again.").format(
            other=release.withdraws.number, day=day(release.published_at)
        )
        return Publication(release.number, "broken", _("Taken back"), said, release.note, anchor)
    said = _counts(release)
    if taken_back_by is not None:
        return Publication(
            release.number,
            "closed",
            _("No longer counts"),
            _("{said} Taken back by release {number}.").format(said=said, number=taken_back_by.number),
            release.note,
            anchor,
        )
    glyph, word = ("caution", _("Correction")) if release.changed else ("kept", _("New figures"))
    return Publication(release.number, glyph, word, said, release.note, anchor)


def _counts(release: Release) -> str:
    parts = []
    if release.added:
        parts.append(
            ngettext("{count} figure added", "{count} figures added", release.added).format(
                count=release.added
            )
        )
    if release.changed:
        parts.append(
            ngettext("{count} figure changed", "{count} figures changed", release.changed).format(
                count=release.changed
            )
        )
    if release.hidden:
        parts.append(
            ngettext(
                "{count} not shown, to protect privacy",
                "{count} not shown, to protect privacy",
                release.hidden,
            ).format(count=release.hidden)
        )
    said = ", ".join(parts) or _("Nothing added")
    return _("{said}, published on {day}.").format(said=said, day=day(release.published_at))
