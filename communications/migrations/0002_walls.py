"""The second and the third wall of every tenant table of this app."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0001_initial"),
        ("initiatives", "0002_walls"),
    ]

    operations = [
        TenantWalls(
            "reportsnapshot",
            "startstep",
        ),
    ]
