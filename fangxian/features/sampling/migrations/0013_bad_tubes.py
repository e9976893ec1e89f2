"""The tubes that are suspected or positive, found without looking at the others; the board asks for some."""

from django.db import migrations, models

from fangxian.features.sampling.models.tube import BAD


class Migration(migrations.Migration):
    dependencies = [("sampling", "0012_tables_of_tubes")]

    operations = [
        migrations.RemoveIndex("tube", "tube_positive"),
        migrations.AddIndex("tube", models.Index("round", "area", condition=BAD, name="tube_bad")),
    ]
