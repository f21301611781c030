"""Telling contributors what became of their words: the job that engagement asks for by its name."""

from __future__ import annotations

from django.db import transaction

from communications.delivery.contributors import send_word
from communications.delivery.handing_over import TryLater
from engagement.actions.contributors import TELL
from engagement.models import Told
from initiatives import clock
from initiatives.due import owe


@transaction.atomic
def tell_contributor(*, told_id: int) -> bool:
    """Hand the letter of a row of Told over, once. While the mail server takes nothing, it is tried again later."""
    rows = Told.objects.select_related("engagement__record__initiative", "input__contributor")
    try:
        return send_word(rows.get(pk=told_id))
    except TryLater as trouble:
        owe(TELL, key=f"told-{told_id}", at=clock.now() + trouble.after)
        return False
