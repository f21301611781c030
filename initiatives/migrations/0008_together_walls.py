"""The walls of the tables of strategies, activities and learning."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0007_together"),
    ]

    operations = [
        TenantWalls(
            "activity",
            "learning",
            "learningevent",
            "strategy",
            "activityevent",
            "strategyevent",
        ),
    ]
