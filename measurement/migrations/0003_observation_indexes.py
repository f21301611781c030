"""Take the four indexes of one column away that no query needs and every figure of an import would pay for."""

import django.db.models.deletion
from django.db import migrations, models

import initiatives.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0005_part_of_walls"),
        ("measurement", "0002_walls"),
    ]

    operations = [
        migrations.AlterField(
            model_name="observation",
            name="initiative",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                default=initiatives.tenancy.open_initiative,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="initiatives.initiative",
            ),
        ),
        migrations.AlterField(
            model_name="observation",
            name="period",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="observations",
                to="measurement.period",
            ),
        ),
        migrations.AlterField(
            model_name="observation",
            name="release",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="observations",
                to="measurement.release",
            ),
        ),
        migrations.AlterField(
            model_name="observation",
            name="series",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="observations",
                to="measurement.series",
            ),
        ),
    ]
