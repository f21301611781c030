"""The second and the third wall of every tenant table of this app."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0001_initial"),
        ("initiatives", "0002_walls"),
    ]

    operations = [
        TenantWalls(
            "result",
            "resultevent",
            "indicator",
            "indicatorevent",
            "target",
            "targetevent",
            "seriesbreak",
            "series",
            "seriescategory",
            "period",
            "disclosurepolicy",
            "release",
            "observation",
            "rollup",
            "import",
        ),
    ]
