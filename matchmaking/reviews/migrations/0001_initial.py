import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("applications", "0001_initial"),
        ("funds", "0001_initial"),
        ("vocabulary", "0004_indicators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="review due on")),
                ("reasons", models.JSONField(default=list, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("asked", "Asked about conflicts"),
                            ("accepted", "Reviewing"),
                            ("done", "Review handed in"),
                            ("declined", "Declined"),
                            ("removed", "Taken off"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="proposed")),
                ("asked_at", models.DateTimeField(editable=False, null=True, verbose_name="asked")),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answered"),
                ),
                (
                    "done_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="handed in"),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                (
                    "words",
                    models.TextField(blank=True, editable=False, verbose_name="reason in words"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="applications.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="reviews.assignment",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment of a reviewer",
                "verbose_name_plural": "assignments of reviewers",
                "indexes": [
                    models.Index(fields=["reviewer", "status"], name="assignments_of_a_reviewer")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["proposed", "asked", "accepted", "done", "declined", "removed"],
                            )
                        ),
                        name="an_assignment_has_a_known_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ("proposed", "asked", "accepted", "done"))
                        ),
                        fields=("submission", "reviewer"),
                        name="a_person_reviews_the_same_words_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="remark")),
                (
                    "language",
                    models.CharField(default="en", max_length=5, verbose_name="written in"),
                ),
                ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="written")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="applications.application",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "remark",
                "verbose_name_plural": "remarks",
                "indexes": [
                    models.Index(fields=["application", "written_at"], name="remarks_in_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("words", models.TextField(blank=True, verbose_name="your overall view")),
                (
                    "advice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approve", "Fund it"),
                            ("conditions", "Fund it with conditions"),
                            ("revise", "Send it back for revision"),
                            ("reject", "Do not fund it"),
                        ],
                        max_length=10,
                        verbose_name="your advice",
                    ),
                ),
                (
                    "language",
                    models.CharField(default="en", max_length=5, verbose_name="written in"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason for the change")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Handed in"),
                            ("replaced", "Replaced by a later one"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="begun")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="saved")),
                (
                    "submitted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="handed in"),
                ),
                (
                    "replaced_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="replaced"),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="reviews.assignment",
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "submitted", "replaced"])),
                        name="a_review_has_a_known_status",
                    ),
                    models.UniqueConstraint(
                        fields=("assignment", "round"),
                        name="the_reviews_of_an_assignment_are_numbered",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("assignment",),
                        name="an_assignment_has_one_draft",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "submitted")),
                        fields=("assignment",),
                        name="one_review_of_an_assignment_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewerProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "languages",
                    models.JSONField(blank=True, default=list, verbose_name="languages you read"),
                ),
                (
                    "most_at_once",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="most reviews at a time"
                    ),
                ),
                (
                    "away_until",
                    models.DateField(blank=True, null=True, verbose_name="not available until"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviewer_profile",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="vocabulary.theme",
                        verbose_name="themes you know well",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "profile of a reviewer",
                "verbose_name_plural": "profiles of reviewers",
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="score"),
                ),
                ("rationale", models.TextField(blank=True, verbose_name="why")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.criterion",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "verbose_name_plural": "scores",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "criterion"), name="a_review_scores_a_criterion_once"
                    )
                ],
            },
        ),
    ]
