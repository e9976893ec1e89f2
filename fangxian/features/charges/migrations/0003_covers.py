"""When holders and deputies are away, kept on the charge; a function that lets charges follow the roster."""

from django.db import migrations, models

from fangxian.kernel.db.row_security import APP

# Whoever says that a person is away need not see all that person's charges: this function, run as the owner,
# copies the absence of responders to their running charges, and does nothing else. `people` NULL is everybody;
# `zone` says when a day begins.
FOLLOW = f"""
    CREATE FUNCTION charges_follow_absences(people bigint[], zone text, at timestamptz)
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $follow$
        WITH told AS (
            SELECT c.id, c.put_on AND h.id IS NULL AS put_on,
                CASE WHEN h.id IS NOT NULL
                     THEN coalesce(h.absent_from::timestamp AT TIME ZONE zone,
                                   CASE WHEN NOT c.put_on THEN c.away_from END, at)
                     WHEN c.put_on THEN c.away_from END AS away_from,
                CASE WHEN h.id IS NOT NULL THEN h.absent_until::timestamp AT TIME ZONE zone
                     WHEN c.put_on THEN c.away_until END AS away_until,
                CASE WHEN d.id IS NOT NULL
                     THEN coalesce(d.absent_from::timestamp AT TIME ZONE zone, c.deputy_away_from, at)
                     END AS deputy_from,
                d.absent_until::timestamp AT TIME ZONE zone AS deputy_until
            FROM charges_charge c
            LEFT JOIN roster_responder h ON h.id = c.holder_id AND NOT h.is_available
            LEFT JOIN roster_responder d ON d.id = c.deputy_id AND NOT d.is_available
            WHERE (c.valid_until IS NULL OR c.valid_until > at)
              AND (people IS NULL OR c.holder_id = ANY(people) OR c.deputy_id = ANY(people))
              AND (h.id IS NOT NULL OR d.id IS NOT NULL
                   OR c.away_from IS NOT NULL OR c.deputy_away_from IS NOT NULL)
            ORDER BY c.id FOR NO KEY UPDATE OF c
        )
        UPDATE charges_charge c SET away_from = t.away_from, away_until = t.away_until, put_on = t.put_on,
            cover_note = CASE WHEN t.put_on THEN c.cover_note ELSE '' END,
            deputy_away_from = t.deputy_from, deputy_away_until = t.deputy_until
        FROM told t
        WHERE c.id = t.id
          AND (c.away_from, c.away_until, c.put_on, c.deputy_away_from, c.deputy_away_until)
            IS DISTINCT FROM (t.away_from, t.away_until, t.put_on, t.deputy_from, t.deputy_until)
    $follow$;
    REVOKE EXECUTE ON FUNCTION charges_follow_absences(bigint[], text, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION charges_follow_absences(bigint[], text, timestamptz) TO {APP};
"""  # noqa: S608 names of our own

MOMENTS = ("away_from", "away_until", "deputy_away_from", "deputy_away_until")


class Migration(migrations.Migration):
    dependencies = [("charges", "0002_row_security"), ("roster", "0002_row_security")]

    operations = [
        *[migrations.AddField("charge", name, models.DateTimeField(null=True)) for name in MOMENTS],
        migrations.AddField("charge", "put_on", models.BooleanField(db_default=False, default=False)),
        migrations.AddField(
            "charge", "cover_note", models.CharField(blank=True, db_default="", default="", max_length=200)
        ),
        migrations.AddField(
            "charge",
            "cover",
            models.CharField(
                blank=True,
                choices=[("covered", "The deputy covers"), ("uncovered", "Nobody covers")],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            "charge",
            models.Index(
                fields=["incident", "area"],
                name="charge_away",
                condition=models.Q(valid_until__isnull=True)
                & (models.Q(away_from__isnull=False) | ~models.Q(cover="")),
            ),
        ),
        migrations.RunSQL(FOLLOW, "DROP FUNCTION charges_follow_absences"),
    ]
