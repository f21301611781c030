"""The walls of what partners give and gain."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0024_benefits"),
    ]

    operations = [
        TenantWalls("benefit", "benefitevent"),
    ]
