"""The walls of the tables of engagement."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0002_inputs_and_decisions"),
        ("initiatives", "0010_promises_walls"),
    ]

    operations = [
        TenantWalls(
            "alternative",
            "alternativeevent",
            "answer",
            "ballotsheet",
            "citation",
            "criterion",
            "criterionscore",
            "criterionvoice",
            "decision",
            "decisionevent",
            "decisionoption",
            "decisionstep",
            "delegationinstrument",
            "disposition",
            "elector",
            "engagement",
            "engagementevent",
            "engagementstep",
            "evidence",
            "evidencerequest",
            "framing",
            "framingevent",
            "frontbanner",
            "hiding",
            "input",
            "inputcontact",
            "inputgroup",
            "levelchange",
            "lot",
            "matrixcell",
            "notkept",
            "objection",
            "obligation",
            "override",
            "panelmember",
            "panelvoice",
            "postponement",
            "promiseevoice",
            "promiseevote",
            "prompt",
            "question",
            "rating",
            "recusal",
            "secretballot",
            "session",
            "statement",
            "support",
            "teller",
            "theme",
            "themeinput",
            "told",
            "volunteer",
            "volunteergroup",
            "vote",
        ),
    ]
