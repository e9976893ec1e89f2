"""Strangers by their document, sealed; and the salt under which phones find people in a round."""

from django.db import migrations, models

import fangxian.features.sampling.models.round
import fangxian.kernel.codes
from fangxian.features.sampling import sql
from fangxian.kernel.db.row_security import APP, RowSecurity

# Before, a swab knew its target only.
BEFORE = "DROP FUNCTION IF EXISTS sampling_take(uuid[], text[], text[], int[], text[], text[], timestamptz[], text[])"
DOOR = (
    "REVOKE EXECUTE ON FUNCTION sampling_take FROM PUBLIC",
    f"GRANT EXECUTE ON FUNCTION sampling_take TO {APP}",
)
CLOSED = f"REVOKE INSERT, UPDATE, DELETE ON sampling_stranger FROM {APP}"
OPEN = f"GRANT INSERT, UPDATE, DELETE ON sampling_stranger TO {APP}"
SALTED = "UPDATE sampling_round SET salt = uuid_send(gen_random_uuid())"


class Migration(migrations.Migration):
    dependencies = [("sampling", "0004_means_and_amendments"), ("territory", "0002_row_security")]

    operations = [
        migrations.AddField(
            "round", "salt", models.BinaryField(default=fangxian.features.sampling.models.round.new_salt)
        ),
        migrations.RunSQL(SALTED, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Stranger",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("round", models.CharField(db_collation="C", max_length=16)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("name_sealed", models.BinaryField()),
                (
                    "id_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cn_resident_id", "Resident identity card"),
                            ("passport", "Passport"),
                            ("other", "Other document"),
                        ],
                        max_length=16,
                    ),
                ),
                ("id_sealed", models.BinaryField()),
                ("id_index", models.BinaryField()),
                ("phone_sealed", models.BinaryField()),
                ("address_sealed", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(models.F("area"), models.F("round"), name="stranger_area"),
                    models.Index(
                        models.F("id_index"),
                        condition=models.Q(("id_index", b""), _negated=True),
                        name="stranger_document",
                    ),
                ]
            },
        ),
        RowSecurity("sampling_stranger"),
        migrations.RunSQL(CLOSED, OPEN),
        migrations.RunSQL(
            [BEFORE, *(sql.again(one) for one in (sql.PEOPLE, sql.TAKE, sql.FORGET)), *DOOR],
            migrations.RunSQL.noop,
        ),
    ]
