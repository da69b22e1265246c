import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import matchmaking.vocabulary.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people_and_access"),
        ("accounts", "__first__"),
        ("funds", "0001_initial"),
        ("projects", "0001_initial"),
        ("vocabulary", "0004_indicators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Numbering",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "numbers of applications",
                "verbose_name_plural": "numbers of applications",
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=12, unique=True, verbose_name="number"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "Handed in"),
                            ("ineligible", "Not eligible"),
                            ("eligible", "In review"),
                            ("reviewed", "Reviewed"),
                            ("returned", "Returned for revision"),
                            ("approved", "Approved"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="submitted",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="handed in"
                    ),
                ),
                (
                    "screened_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="screened"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="reviews closed"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided"),
                ),
                (
                    "moved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="last step"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="funds.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="projects.proposal",
                        verbose_name="proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "application",
                "verbose_name_plural": "applications",
                "indexes": [
                    models.Index(fields=["call", "status"], name="applications_by_call"),
                    models.Index(fields=["status", "moved_at"], name="applications_by_step"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "submitted",
                                    "ineligible",
                                    "eligible",
                                    "reviewed",
                                    "returned",
                                    "approved",
                                    "rejected",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="an_application_has_a_known_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ("submitted", "eligible", "reviewed", "returned", "approved"),
                            )
                        ),
                        fields=("proposal",),
                        name="a_proposal_has_one_running_application",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_late", models.BooleanField(default=False, verbose_name="late")),
                (
                    "findings",
                    models.JSONField(
                        default=list, encoder=matchmaking.vocabulary.models.LegibleEncoder
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="tried"),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="funds.call",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "refused try",
                "verbose_name_plural": "refused tries",
                "indexes": [models.Index(fields=["call", "made_at"], name="attempts_by_call")],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("nationality", "Nationality"),
                            ("organisation", "Same organisation"),
                            ("donor", "Link to the donor"),
                            ("earlier_work", "Earlier work on the same matter"),
                            ("personal", "Family, friendship or money"),
                            ("other", "Other"),
                        ],
                        max_length=15,
                        verbose_name="ground",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("found", "Found by the system"),
                            ("declared", "Declared by the person"),
                            ("reported", "Reported by somebody else"),
                        ],
                        max_length=10,
                        verbose_name="how it is known",
                    ),
                ),
                ("key", models.CharField(blank=True, editable=False, max_length=100)),
                (
                    "facts",
                    models.JSONField(
                        default=dict, encoder=matchmaking.vocabulary.models.LegibleEncoder
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="in words")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("found", "To be confirmed"),
                            ("standing", "Confirmed"),
                            ("dismissed", "Dismissed"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "noted_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="noted"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided"),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="applications.application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "conflict of interest",
                "verbose_name_plural": "conflicts of interest",
                "indexes": [
                    models.Index(fields=["person", "status"], name="conflicts_of_a_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["found", "standing", "dismissed"]),
                            (
                                "ground__in",
                                [
                                    "nationality",
                                    "organisation",
                                    "donor",
                                    "earlier_work",
                                    "personal",
                                    "other",
                                ],
                            ),
                            ("source__in", ["found", "declared", "reported"]),
                        ),
                        name="a_conflict_has_known_words",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("application", "person", "key"),
                        name="a_fact_is_a_conflict_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "declared_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="declared"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declarations",
                        to="applications.application",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration of no conflict",
                "verbose_name_plural": "declarations of no conflict",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "person"), name="a_person_declares_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=250, verbose_name="in words")),
                (
                    "stated_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="stated"),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.country",
                        verbose_name="nationality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "standing interest",
                "verbose_name_plural": "standing interests",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("country__isnull", False), ("organisation", None)),
                            models.Q(("country", None), ("organisation__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_interest_is_a_country_or_an_organisation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_eligible", models.BooleanField(verbose_name="eligible")),
                (
                    "findings",
                    models.JSONField(
                        default=list, encoder=matchmaking.vocabulary.models.LegibleEncoder
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="reasons")),
                (
                    "screened_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="screened"
                    ),
                ),
                (
                    "screened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "screening",
                "verbose_name_plural": "screenings",
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("unknown", "To be judged"),
                        ],
                        max_length=10,
                        verbose_name="found",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("unknown", "To be judged"),
                        ],
                        max_length=10,
                        verbose_name="judged",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrides",
                        to="applications.screening",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule set aside",
                "verbose_name_plural": "rules set aside",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("screening", "code"), name="a_finding_is_set_aside_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict__in", ["met", "not_met", "unknown"]),
                            ("found__in", ["met", "not_met", "unknown"]),
                        ),
                        name="an_override_has_a_known_verdict",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                (
                    "contents",
                    models.JSONField(encoder=matchmaking.vocabulary.models.LegibleEncoder),
                ),
                ("proposal_version", models.PositiveIntegerField()),
                (
                    "findings",
                    models.JSONField(
                        default=list, encoder=matchmaking.vocabulary.models.LegibleEncoder
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="handed in"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="applications.application",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "submission",
                "verbose_name_plural": "submissions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "round"),
                        name="rounds_of_an_application_are_numbered",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="screening",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="screenings",
                to="applications.submission",
            ),
        ),
    ]
