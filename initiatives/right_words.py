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
    May.DATA_APPROVE: _("Approve and lock figures"),
    May.COLLECTION_MANAGE: _("Say who reports what and when"),
    May.PROGRAMS_EDIT: _("Keep programs and their measures"),
    May.POWER_RATE: _("Rate indicators"),
    May.READING_ADD: _("Say whether a chart matches what one sees"),
    May.TURN_RUN: _("Run a turn-the-curve conversation"),
    May.TURN_ADD: _("Add to a turn-the-curve conversation"),
    May.PLAN_EDIT: _("Keep the joint plan"),
    May.ENGAGEMENT_FACILITATE: _("Frame and lead engagements"),
    May.DISPOSITION_RECORD: _("Sort what people said and say what became of it"),
    May.ASSISTED_ENTER: _("Enter what people said on paper or by phone"),
    May.MODERATE: _("Hide words on a ground of the list"),
    May.SUPPORTS_MANAGE: _("Arrange stipends, childcare, transport and interpretation"),
    May.VOTE_OPEN: _("Put a decision to a group"),
    May.VOTE_CAST: _("Vote where one is on the list"),
    May.TELL: _("Hand out slips and certify a count"),
    May.CONFLICT_RAISE: _("Raise a concern"),
    May.MEDIATE: _("Look after mediations"),
    May.COMMITMENT_EDIT: _("Make commitments and tell how far they are"),
    May.REPORT_REQUEST: _("Make reports"),
    May.UPDATES_PUBLISH: _("Publish updates and newsletters"),
    May.ASKS_SEND: _("Ask partners for something, within the month’s budget"),
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
