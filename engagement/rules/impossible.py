"""What a vote cannot be, in sentences that say what is wrong, why, and what to do, in the language of whoever reads them."""

from __future__ import annotations

from engagement.rules.sentences import Counted, Sentence, Value, english, say
from initiatives.rules.refusals import RuleBroken, Tongue
from initiatives.rules.refusals import gettext_noop as _

SENTENCES: dict[str, str] = {
    "share_out_of_range": _(
        "A share of {share} cannot be reached or means nothing. Choose one above 0 and at most 1."
    ),
    "share_over_whole": _("More than everybody is never reached. Choose a share under 1, or “at least”."),
    "share_under_half": _(
        "A supermajority of {share} is less than half. Choose at least 1/2, or the rule “majority”."
    ),
    "number_too_small": _("{what} must be at least {least}; it is {number}."),
    "number_too_large": _("{what} must be at most {most}; it is {number}."),
    "no_classes": _("This requirement names no kind of seat. Name at least one, such as community."),
    "no_such_class": _(
        "Nobody on the list of voters has a seat of the kind {seat_class}. Add the seat or drop the requirement."
    ),
    "no_rule": _("There is no rule called {name}. The rules are: {known}."),
    "no_electorate": _("Nobody may vote. Add seats or people to the list of voters before it opens."),
    "voter_twice": _("{voter} is on the list of voters twice. Leave one of the two rows."),
    "ballot_twice": _(
        "{voter} has two ballots. One person has one ballot; a changed vote replaces the first."
    ),
    "stranger": _("{voter} voted and is not on the list of voters."),
    "vacant_voted": _("{voter} is an empty seat and cannot vote."),
    "too_few_options": _("{rule} needs at least {least} options; there are {number}."),
    "option_twice": _("The option {option} is listed twice."),
    "options_not_needed": _(
        "{rule} is a vote on one proposal. Take the list of options away or choose a rule that ranks options."
    ),
    "too_many_winners": _("{winners} cannot be chosen out of {number} options."),
    "no_cost": _("The option {option} has no cost. A participatory budget needs what each option costs."),
    "unknown_stance": _("“{stance}” is no answer under {rule}. The answers are: {known}."),
    "unknown_option": _("{option} is not one of the options."),
    "named_twice": _("A ballot names {option} twice."),
    "points_out_of_range": _("{points} points for {option} are not possible: from 0 to {most}."),
    "over_budget": _("A ballot spends {spent} points; there are {budget}."),
    "wrong_shape": _("A ballot under {rule} says {says}, and nothing else."),
    "reason_missing": _(
        "A concern that must be resolved needs a reason and whom or which shared aim it harms."
    ),
    "resolved_nothing": _("Only a concern that must be resolved can be marked as resolved."),
    "secret_by_organisation": _(
        "A secret vote cannot be counted by organisation: nobody may know whose ballot is whose."
    ),
    "secret_counts_differ": _(
        "{ballots} secret ballots lie in the box and {voted} people have voted. Do not publish this result."
    ),
    "secret_recused": _(
        "{voter} has voted in secret and cannot be taken out any more. Repeat the vote without this seat."
    ),
    "organisation_of_two_classes": _(
        "The seats of {organisation} are of different kinds, so they cannot share one vote."
    ),
    "attested_differ": _("{given} results of kinds of seat are attested and {needed} are needed."),
    "no_choice_in_tie": _("{option} was not in this tie."),
    "seed_missing": _("A public lot needs a seed that was announced before."),
    "fallback_shape": _("The fallback rule {rule} needs other ballots than this decision can have."),
    "no_fallback": _(
        "This decision has no fallback rule, so it cannot be taken over the concern. Revise or withdraw it."
    ),
    "not_from_here": _(
        "“{event}” is not possible now: the decision stands at “{state}”. Possible now: {possible}."
    ),
    "only_once": _("A vote without a quorum is reopened once only. It has lapsed; start a new decision."),
    "clock_shortened": _(
        "The deadline may be moved later, never earlier. It was {before}, and you chose {after}."
    ),
    "notice_too_short": _("People need {needed} days of notice before a vote opens; this leaves {left}."),
    "quota_larger_than_group": _(
        "{group} needs {needed} people and {there} came forward. Look for more, or lower the quota."
    ),
    "volunteer_twice": _("{volunteer} is on the list of volunteers twice. Leave one of the two rows."),
    "quota_twice": _("{group} has two quotas. Leave one of them."),
    "quota_turned": _("The quota of {group} runs from {least} to {most}. Put the smaller number first."),
    "quotas_over_places": _(
        "The groups are owed {owed} places and there are {places}. Add places or lower a quota."
    ),
    "place_more_than_pool": _("{places} places cannot be filled from {there} people."),
    "not_json": _("The file is no published decision: {what}."),
}


class Impossible(RuleBroken):
    """A refusal with a code and values; its sentence is made when it is read, in the language of whoever reads it."""

    def __init__(self, code: str, *, field: str | None = None, **values: Value) -> None:
        """Keep what it is about; the log has it in English."""
        super().__init__(str(say(SENTENCES[code], **values)), field=field)
        self.code = code
        self.values = values

    @property
    def sentence(self) -> str:
        """What the reader is told. Sentences and lists of names are translated too; a lone word is a name and stays."""
        said = {name: _said(value) for name, value in self.values.items()}
        return Tongue.translate(SENTENCES[self.code]).format(**said)


def _said(value: Value) -> str | int:
    match value:
        case Sentence():
            return value.in_tongue(Tongue.translate, english)
        case tuple():
            return ", ".join(Tongue.translate(each) for each in value)
        case Counted():
            return str(value)
    return value
