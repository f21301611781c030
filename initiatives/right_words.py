"""The rights of roles in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.rules.permissions import Permission as May

RIGHT_NAMES: dict[May, str | Promise] = {
    May.SEE_TODAY: _("Have a Today page"),
    May.SEE_MEMBERS: _("See the names of those who take part"),
    May.SEE_DRAFTS: _("See drafts"),
    May.SEE_AS_PUBLIC: _("Look at pages as the public"),
    May.AGENDA_EDIT: _("Write the common agenda"),
    May.AGENDA_PROPOSE: _("Send the agenda for agreement"),
    May.AGENDA_RATIFY: _("Answer for one’s seat"),
    May.WORDS_EDIT: _("Keep the shared words"),
    May.PARTNERS_MANAGE: _("Add and change partners"),
    May.SEATS_MANAGE: _("Set up groups and fill seats"),
    May.RULES_EDIT: _("Change the bylaws"),
    May.ROUND_OPEN: _("Open rounds and meetings"),
    May.PEOPLE_INVITE: _("Invite people"),
    May.INDICATORS_MANAGE: _("Define indicators and targets"),
    May.DATA_SUBMIT: _("Bring in figures"),
    May.DATA_PUBLISH: _("Publish figures"),
    May.DATA_SEE_WITHHELD: _("See figures of groups too small to show"),
    May.REPORT_REQUEST: _("Make reports"),
    May.INITIATIVE_EDIT: _("Change name, look and settings"),
    May.INITIATIVE_PUBLISH: _("Make the initiative public"),
    May.ATTACH_FILES: _("Attach files"),
    May.RESTRICTION_SET: _("Restrict a record for a time"),
    May.RESTRICTION_APPROVE: _("Agree to a longer restriction"),
    May.ACCESS_MANAGE: _("Manage roles and rights"),
    May.TOKENS_MANAGE: _("Make keys for programs"),
}


def right_name(right: May) -> str:
    """Return a right in words."""
    return str(RIGHT_NAMES.get(right, right.value.replace("_", " ")))
