from django.db import migrations

# Until now they were kept as taken back by whoever asked; what happened stands in their event.
LAPSED = """
DO $$
DECLARE one bigint;
BEGIN
  FOR one IN SELECT id FROM initiatives_initiative LOOP
    PERFORM set_config('app.initiative_id', one::text, true);
    UPDATE initiatives_ask a SET state = 'lapsed', answered_by_id = NULL
    FROM initiatives_event e
    WHERE a.state = 'withdrawn' AND a.initiative_id = one AND e.initiative_id = one
      AND e.kind = 'ask.lapsed' AND (e.facts ->> 'ask')::bigint = a.id;
  END LOOP;
  PERFORM set_config('app.initiative_id', '', true);
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0029_asks_lapsed'),
    ]

    operations = [migrations.RunSQL(LAPSED, migrations.RunSQL.noop)]
