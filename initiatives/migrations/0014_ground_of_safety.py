"""The ground of safety with a typographic apostrophe."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0013_follows"),
    ]

    operations = [
        migrations.AlterField(
            model_name="restriction",
            name="ground",
            field=models.CharField(
                choices=[
                    ("personal_data", "Personal data"),
                    ("minor", "A child could be recognised"),
                    ("health_or_education_law", "Health or education law"),
                    ("safety", "Somebody’s safety"),
                    ("legal_or_contract", "A law or a contract"),
                    ("mediation", "A mediation under way"),
                    ("embargo_until", "Not before a date"),
                    ("data_quality_hold", "The figures are being checked"),
                ],
                max_length=30,
            ),
        ),
    ]
