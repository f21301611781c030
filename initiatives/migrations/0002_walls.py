"""The second and the third wall of every tenant table of this app."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0001_initial"),
    ]

    operations = [
        # Triggers read the same now() as the code: clock.at() moves both.
        migrations.RunSQL(
            "CREATE FUNCTION ci_now() RETURNS timestamptz STABLE LANGUAGE sql AS "
            "$$ SELECT COALESCE(NULLIF(current_setting('app.now', true), '')::timestamptz, now()) $$",
            "DROP FUNCTION ci_now()",
        ),
        # A pass has no row-level security (it is a door), but what leans on it keeps the composite key.
        migrations.RunSQL(
            'ALTER TABLE "initiatives_pass" ADD CONSTRAINT "initiatives_pass_tenant_key" UNIQUE (initiative_id, id)',
            'ALTER TABLE "initiatives_pass" DROP CONSTRAINT "initiatives_pass_tenant_key"',
        ),
        TenantWalls(
            "rolegroup",
            "roleholding",
            "invitation",
            "record",
            "restriction",
            "reviewrequest",
            "attachment",
            "event",
            "ledgerentry",
            "ledgerpayload",
            "body",
            "bodyevent",
            "round",
            "roundseat",
            "policydocument",
            "clause",
            "rulevalue",
            "commonagenda",
            "ratification",
            "term",
            "termevent",
            "principle",
            "principleevent",
            "initiativegrouppermission",
            "restrictiongrouppermission",
            "jobrun",
            "jobpulse",
            "membership",
            "membershipevent",
            "seat",
            "seatevent",
            "seatterm",
            "seattermevent",
            "population",
            "dimension",
            "dimensionevent",
            "category",
            "categoryevent",
            "sentonce",
        ),
    ]
