"""How somebody stops the letters of an initiative: one address for each of them, which works without signing in.

The address can be made anew for every letter, so it is the same in all of them. Its use is what says “no more letters”.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from initiatives import clock
from initiatives.models import Pass
from initiatives.passes import hashed, make_pass
from initiatives.tenancy import current_initiative

LASTS = timedelta(days=3650)
PURPOSE = Pass.Purpose.UNSUBSCRIBE


def stop_address(whom: str) -> str:
    """Return the address at which somebody stops the letters of the open initiative. `whom` is person:, input: or subscriber:<id>."""
    secret = _secret(whom)
    if not Pass.objects.filter(hash=hashed(secret), purpose=PURPOSE).exists():
        make_pass(PURPOSE, lasts=LASTS, scope=whom, secret=secret)
    return f"{settings.BASE_URL}/stop/{secret}/"


def has_stopped(whom: str) -> bool:
    """Whether somebody wants no more letters of the open initiative."""
    return Pass.objects.filter(hash=hashed(_secret(whom)), purpose=PURPOSE, used_at__isnull=False).exists()


def find_stop(secret: str) -> Pass | None:
    """Return the pass of such an address, used or not. Needs no scope."""
    rows = Pass.objects.filter(hash=hashed(secret), purpose=PURPOSE).select_related("initiative")
    return rows.first()


def stop(found: Pass) -> None:
    """Stop the letters; again changes nothing."""
    Pass.objects.filter(pk=found.pk, used_at__isnull=True).update(used_at=clock.now())


def stop_for(whom: str) -> None:
    """Stop the letters to an address that takes none, or whose owner complained; asking anew lets them come again."""
    stop_address(whom)
    rows = Pass.objects.filter(hash=hashed(_secret(whom)), purpose=PURPOSE, used_at__isnull=True)
    rows.update(used_at=clock.now())


def go_on(found: Pass) -> None:
    """Let the letters come again."""
    Pass.objects.filter(pk=found.pk).update(used_at=None)


def come_again(whom: str) -> None:
    """Let the letters of the open initiative come again to somebody who asked for them anew."""
    Pass.objects.filter(hash=hashed(_secret(whom)), purpose=PURPOSE).update(used_at=None)


def _secret(whom: str) -> str:
    return salted_hmac(
        "communications.stop", f"{current_initiative()}:{whom}", algorithm="sha256"
    ).hexdigest()
