"""A tube is used at those tables whose swabs are in it, or who closed it."""

from django.db import migrations

from fangxian.features.sampling import sql


class Migration(migrations.Migration):
    dependencies = [("sampling", "0011_swabs_in_tubes")]

    operations = [migrations.RunSQL(sql.again(sql.TUBES), migrations.RunSQL.noop)]
