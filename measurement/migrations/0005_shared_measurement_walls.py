"""The walls of the tables of shared measurement as a whole; and that whole populations and performance are never added up."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0004_shared_measurement"),
        ("initiatives", "0008_together_walls"),
    ]

    operations = [
        TenantWalls(
            "agreeduse",
            "approval",
            "calculation",
            "calculationinput",
            "check",
            "contribution",
            "curvejudgement",
            "cycle",
            "cycleevent",
            "datadevelopmentitem",
            "datadevelopmentitemevent",
            "datasharingagreement",
            "datasharingagreementevent",
            "factor",
            "figurereminder",
            "forecast",
            "forecastpoint",
            "idea",
            "ideascore",
            "partnerrole",
            "performancemeasure",
            "powerrating",
            "powerratingevent",
            "program",
            "programevent",
            "reportingduty",
            "reportingdutyevent",
            "residentreading",
            "revision",
            "strategyindicator",
            "turn",
            "turnaction",
            "turnline",
            "turnstep",
            "validationrule",
            "validationruleevent",
        ),
        migrations.RunSQL(
            "ALTER TABLE measurement_indicator ADD CONSTRAINT indicator_accountable "
            "UNIQUE (initiative_id, id, accountability); "
            "ALTER TABLE measurement_calculation ADD CONSTRAINT calculation_accountable "
            "UNIQUE (initiative_id, id, accountability); "
            "ALTER TABLE measurement_calculation ADD CONSTRAINT calculation_of_its_kind "
            "FOREIGN KEY (initiative_id, indicator_id, accountability) "
            "REFERENCES measurement_indicator (initiative_id, id, accountability) DEFERRABLE INITIALLY DEFERRED; "
            "ALTER TABLE measurement_calculationinput ADD CONSTRAINT input_of_its_calculation "
            "FOREIGN KEY (initiative_id, calculation_id, accountability) "
            "REFERENCES measurement_calculation (initiative_id, id, accountability) DEFERRABLE INITIALLY DEFERRED; "
            "ALTER TABLE measurement_calculationinput ADD CONSTRAINT input_of_the_same_kind "
            "FOREIGN KEY (initiative_id, indicator_id, accountability) "
            "REFERENCES measurement_indicator (initiative_id, id, accountability) DEFERRABLE INITIALLY DEFERRED",
            migrations.RunSQL.noop,
        ),
    ]
