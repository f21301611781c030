"""Communication in the scene: an update that was corrected, and a conversation in which something is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from communications.actions.newsletters import Issue, send_newsletter, write_newsletter
from communications.actions.talk import appeal_hiding, begin_talk, hide_post, say
from communications.actions.updates import correct_update, publish_update
from initiatives import clock
from initiatives.actions.asks import Wish, ask
from initiatives.actions.campaigns import Focus, begin_campaign, say_acted
from initiatives.models import Person, RoleHolding
from tests.factories.people import make_person


def communication_of(slug: str, canary: str, director: Person, member: Person) -> dict[str, object]:
    """Return the ids of what was told and said."""
    update = publish_update(title={"en": f"{canary} news"}, words={"en": canary}, by=director)
    correct_update(
        update=update,
        title={"en": f"{canary} news again"},
        words={"en": canary},
        note={"en": canary},
        by=director,
    )
    post = begin_talk(about=update.record, words=f"{canary} question", by=member)
    hidden = say(thread=post.thread, words="Not to be read", by=make_person(), reply_to=post)
    hiding = hide_post(post=hidden, ground="threat", by=make_person(name=f"{canary} moderator"))
    appeal_hiding(hiding=hiding, words="Look again", by=hidden.by)
    issue = Issue({"en": f"{canary} letter"}, {"en": canary}, ("updates", "figures"), "everybody")
    sent = send_newsletter(newsletter=write_newsletter(issue=issue, by=director), by=director)
    draft = write_newsletter(issue=replace(issue, title={"en": f"DRAFT-{slug}"}), by=director)
    mine = RoleHolding.objects.filter(person=member).exclude(membership=None).get()
    assert mine.membership is not None
    soon = clock.today() + timedelta(days=20)
    wish = Wish({"en": f"{canary} ask"}, {"en": canary}, 10, soon)
    asked = ask(membership=mine.membership, wish=wish, by=director)
    texts = {name: {"en": f"{canary} {name}"} for name in ("title", "difficulty", "opportunity", "wanted")}
    campaign = begin_campaign(focus=Focus(**texts, ends_on=soon), by=director)
    say_acted(campaign=campaign, membership=mine.membership, words=canary, by=member)
    return {
        "ask": asked.pk,
        "campaign": campaign.record.number,
        "newsletter": sent.record.number,
        "newsletter_draft": draft.record.number,
        "update": update.record.number,
        "thread": post.thread.record.number,
        "post": post.pk,
        "post_hidden": hidden.pk,
    }
