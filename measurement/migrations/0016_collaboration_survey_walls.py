"""The walls of the collaboration survey."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0015_collaboration_survey"),
    ]

    operations = [
        TenantWalls("surveywave", "surveyquestion", "surveysheet", "surveytie", "surveymark"),
    ]
