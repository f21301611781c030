"""The composite key of a line's receipt: a receipt of another initiative can never be that of a line."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [("measurement", "0010_how_figures_are_coarsened")]

    operations = [TenantWalls("turnline")]
