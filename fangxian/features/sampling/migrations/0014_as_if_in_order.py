"""A swab is taken back only from where it was taken, also if that is told first; of two first results, one."""

from django.db import migrations

from fangxian.features.sampling import sql


class Migration(migrations.Migration):
    dependencies = [("sampling", "0013_bad_tubes")]

    operations = [migrations.RunSQL([sql.again(sql.TAKE), sql.again(sql.NOTE)], migrations.RunSQL.noop)]
