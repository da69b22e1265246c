import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("needs", "0002_share_the_columns_of_records"),
        ("reports", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Renewal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "To be confirmed"),
                            ("confirmed", "Confirmed"),
                            ("lapsed", "Lapsed"),
                            ("replaced", "Replaced by a newer report"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "suggested",
                    models.CharField(
                        choices=[
                            ("still", "Still needed"),
                            ("changed", "Changed"),
                            ("met", "Met"),
                            ("gone", "No longer mentioned"),
                        ],
                        max_length=10,
                        verbose_name="suggestion",
                    ),
                ),
                ("score", models.FloatField(default=0, verbose_name="likeness")),
                ("reasons", models.JSONField(blank=True, default=list)),
                ("changes", models.JSONField(blank=True, default=list)),
                ("quote", models.TextField(blank=True, verbose_name="passage")),
                (
                    "page",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="page"),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("still", "Still needed"),
                            ("changed", "Changed"),
                            ("met", "Met"),
                            ("gone", "No longer mentioned"),
                        ],
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "is_kept",
                    models.BooleanField(default=False, verbose_name="kept, though not mentioned"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
                ("status_before", models.CharField(blank=True, max_length=12)),
                ("taken_up", models.JSONField(blank=True, default=list)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="compared")),
                ("due_on", models.DateField(verbose_name="to be confirmed by")),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="renewals",
                        to="reports.candidateneed",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "further",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="reports.candidateneed"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renewals",
                        to="needs.need",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reports.passage",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renewals",
                        to="reports.nationalreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "renewal of a request",
                "verbose_name_plural": "renewals of requests",
                "indexes": [
                    models.Index(fields=["status", "due_on"], name="renewals_that_may_lapse")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("need", "report"), name="a_request_is_compared_once_with_a_report"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["waiting", "confirmed", "lapsed", "replaced"])
                        ),
                        name="a_renewal_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("suggested__in", ["still", "changed", "met", "gone"])),
                        name="a_suggestion_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "confirmed"), _negated=True),
                            models.Q(("verdict", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_confirmed_renewal_has_a_verdict",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "renewal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="needs.renewal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["sent_at", "due_on"], name="reminders_to_be_sent")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("renewal", "number"), name="reminders_are_numbered"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RenewalPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="Counted from the day a report was read.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="months to confirm",
                    ),
                ),
                (
                    "first_reminder",
                    models.PositiveSmallIntegerField(
                        default=60, verbose_name="first reminder, days before the end"
                    ),
                ),
                (
                    "second_reminder",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="second reminder, days before the end"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__gte", 1)), name="there_is_time_to_confirm"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_reminder__gt", models.F("second_reminder"))),
                        name="the_second_reminder_comes_later",
                    ),
                ],
            },
        ),
    ]
