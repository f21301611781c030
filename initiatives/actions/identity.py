"""The identity of an initiative: its name, look, languages, and where to reach it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import ngettext

from initiatives.access.viewers import build_viewer
from initiatives.models import Initiative, Person, Record
from initiatives.models.localized import own_name
from initiatives.owed_languages import records_owing
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

NAMED = 3
"""So many of the questions that owe a language are named."""


@dataclass(frozen=True, slots=True)
class Identity:
    """All that the identity page holds."""

    name: str
    tagline: dict[str, str]
    geography: str
    hue: str
    languages: list[str]
    zone: str
    contact_email: str
    required_languages: list[str]
    currency: str


@transaction.atomic
def change_identity(*, initiative: Initiative, identity: Identity, by: Person) -> None:
    """Change who we are on every page. The address stays: links must not break.

    Raises RuleBroken where it takes out a language in which something that is under way was announced.
    """
    names = (
        "name",
        "tagline",
        "geography",
        "hue",
        "languages",
        "zone",
        "contact_email",
        "required_languages",
        "currency",
    )
    changed = [name for name in names if getattr(initiative, name) != getattr(identity, name)]
    if not changed:
        return
    for language in initiative.languages:
        if language not in identity.languages:
            _refuse_owed(initiative, language, by=by)
    for name in changed:
        setattr(initiative, name, getattr(identity, name))
    initiative.save(update_fields=changed)
    record("initiative.identity_changed", by=by, facts={"changed": ", ".join(changed)})


def _refuse_owed(initiative: Initiative, language: str, *, by: Person) -> None:
    owing = list(records_owing(language).order_by("number"))
    if not owing:
        return
    seen = Record.objects.visible_to(build_viewer(by, initiative)).filter(pk__in=[one.pk for one in owing])
    named = [f"“{one}”" for one in seen.order_by("number")[:NAMED]] + ["…"] * (len(owing) > NAMED)
    raise RuleBroken(
        ngettext(
            "One question under way was announced in {language}{named}. Who reads it in {language} must be able to follow it to the end. "
            "Take the language out once the question is over or withdrawn.",
            "{n} questions under way were announced in {language}{named}. Who reads them in {language} must be able to follow them to the end. "
            "Take the language out once these questions are over or withdrawn.",
            len(owing),
        ).format(
            n=len(owing),
            language=own_name(language),
            named=f" ({', '.join(named)})" if named else "",
        ),
        field="wanted",
    )
