"""The walls of commitments and conflicts."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0009_promises"),
    ]

    operations = [
        TenantWalls(
            "commitment",
            "commitmentevent",
            "commitmentprogress",
            "conflictcase",
            "conflictcaseevent",
            "conflictnote",
            "conflictparty",
        ),
    ]
