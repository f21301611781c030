"""The walls of what partners send, and of what people find wrong."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0007_collecting_numbers"),
    ]

    operations = [
        TenantWalls("dataproblem", "submission", "submittedfigure"),
    ]
