"""The third wall for the new key between records."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0004_part_of"),
    ]

    operations = [TenantWalls("record")]
