"""API tokens: a Pass in the Authorization header. A token of another initiative is as good as none: 404."""

from __future__ import annotations

from typing import cast

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from initiatives import clock
from initiatives.access.guard import InitiativeRequest
from initiatives.access.viewers import build_viewer
from initiatives.models import Pass, Person
from initiatives.passes import find_pass


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`."""

    def authenticate(self, request: Request) -> tuple[Person, Pass] | None:
        """Return the person and the pass of a token; None without one."""
        header = get_authorization_header(request).split()
        if not header or header[0].lower() != b"bearer":
            return None
        if len(header) != 2:
            raise AuthenticationFailed(_("Send the token as: Authorization: Bearer TOKEN"))
        found = find_pass(header[1].decode(errors="replace"), Pass.Purpose.API_TOKEN)
        if found is None or found.person is None or not found.person.is_active:
            raise AuthenticationFailed(
                _("This token is unknown, expired or revoked. Make a new one under Settings.")
            )
        return self._inside(cast(InitiativeRequest, request._request), found, found.person)

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme, so that a missing token answers 401."""
        return "Bearer"

    def _inside(self, inner: InitiativeRequest, found: Pass, person: Person) -> tuple[Person, Pass]:
        if not hasattr(inner, "initiative") or inner.initiative.pk != found.initiative_id:
            raise Http404
        inner.viewer = build_viewer(person, inner.initiative)
        if not inner.viewer.is_member:
            raise AuthenticationFailed(
                _(
                    "Whoever made this token takes part no more, so it opens nothing. Everybody reads without one."
                )
            )
        inner.person = person
        Pass.objects.filter(pk=found.pk).update(last_seen_at=clock.now())
        return person, found
