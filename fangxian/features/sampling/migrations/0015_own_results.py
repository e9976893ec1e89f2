"""One person's own results are told only where nobody acts, and in their own incident."""

from django.db import migrations

from fangxian.features.sampling import sql
from fangxian.features.sampling.sql import residents


class Migration(migrations.Migration):
    dependencies = [("sampling", "0014_as_if_in_order")]

    operations = [
        migrations.RunSQL([sql.again(residents.ASKED), sql.again(residents.RESULTS)], migrations.RunSQL.noop),
    ]
