"""One of everything of joining and of the work of the backbone, in each initiative."""

from __future__ import annotations

from decimal import Decimal

from initiatives import clock
from initiatives.actions.duties import DutyPlan, RolePlan, keep_login, write_duty, write_role
from initiatives.actions.joining import Asking, ask_to_join
from initiatives.models import Person


def backbone_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Return the ids by name. Who asked to join and where logins are kept is read by those who look after it alone."""
    asking = Asking("resident", f"HIDDEN-{slug} asker", f"asker@{slug}.example", words=f"HIDDEN-{slug} words")
    role = RolePlan(
        {"en": f"{canary} role"}, {"en": f"{canary} work"}, Decimal(20), {"en": f"{canary} money"}, holder=by
    )
    duty = DutyPlan({"en": f"{canary} duty"}, {"en": f"{canary} recipe"}, "monthly", clock.today(), owner=by)
    login = keep_login(
        name=f"HIDDEN-{slug} login", url="", kept_where=f"HIDDEN-{slug} safe", holder=by, by=by
    )
    return {
        "join_request": ask_to_join(asking=asking, by=None).pk,
        "staff_role": write_role(plan=role, by=by).record.number,
        "upkeep": write_duty(plan=duty, by=by).record.number,
        "login": login.pk,
    }
