"""An enrolment says for whom it is, as a phone enrols before it may see anybody; a revocation says why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("field", "0002_row_security")]

    operations = [
        migrations.AddField(
            "device", "revoked_for", models.CharField(max_length=200, blank=True, default="", db_default="")
        ),
        *(
            migrations.AddField("enrolment", name, field)
            for name, field in {
                "role": models.CharField(max_length=20, default="", db_default=""),
                "person": models.CharField(max_length=40, db_collation="C", default="", db_default=""),
                "person_name": models.CharField(max_length=120, default="", db_default=""),
                "account": models.CharField(max_length=150, blank=True, default="", db_default=""),
            }.items()
        ),
    ]
