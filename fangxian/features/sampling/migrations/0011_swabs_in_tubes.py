"""Swabs in tubes counted in the tallies; tubes settled one by one, and found by what is wrong with them."""

from django.db import migrations, models

from fangxian.features.sampling import sql
from fangxian.features.sampling.models.tube import MISCOUNTED

COUNTED = """
    UPDATE sampling_tally t SET in_tubes = s.swabs FROM (
        SELECT area, round, point, sum(swabs) AS swabs FROM sampling_tube GROUP BY area, round, point
    ) s WHERE (t.area, t.round, t.point) = (s.area, s.round, s.point)
"""


class Migration(migrations.Migration):
    dependencies = [("sampling", "0010_team_moves")]

    operations = [
        migrations.AddField("tally", "in_tubes", models.IntegerField(default=0)),
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop),
        migrations.RunSQL(
            [sql.again(one) for one in (sql.PEOPLE, sql.TUBES, sql.TAKE)], migrations.RunSQL.noop
        ),
        migrations.AddIndex(
            "tube", models.Index("round", "area", condition=MISCOUNTED, name="tube_miscounted")
        ),
        migrations.AddIndex(
            "tube",
            models.Index("round", "area", condition=models.Q(tables__gt=1), name="tube_two_tables"),
        ),
    ]
