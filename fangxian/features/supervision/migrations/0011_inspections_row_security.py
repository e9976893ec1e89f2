"""Inspections and findings are in sight where they were made, and where the inspector's charge lies."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity

# What was seen stays as it was seen; of a finding only the count of repeats and its withdrawal change.
CLOSED = f"""
    REVOKE UPDATE, DELETE ON supervision_inspection, supervision_seenline FROM {APP};
    REVOKE DELETE ON supervision_finding FROM {APP}
"""
OPEN = f"""
    GRANT UPDATE, DELETE ON supervision_inspection, supervision_seenline TO {APP};
    GRANT DELETE ON supervision_finding TO {APP}
"""


class Migration(migrations.Migration):
    dependencies = [("supervision", "0010_inspections")]

    operations = [
        RowSecurity("supervision_inspection", areas=("area", "made_area")),
        RowSecurity("supervision_seenline"),
        RowSecurity("supervision_finding", areas=("area", "made_area")),
        migrations.RunSQL(CLOSED, OPEN),
    ]
