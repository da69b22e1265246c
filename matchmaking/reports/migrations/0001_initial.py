import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("documents", "0001_initial"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NationalReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="reporting year"
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=5, verbose_name="language")),
                (
                    "layout",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="template"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("uploaded", "Waiting to be read"),
                            ("reading", "Being read"),
                            ("read", "Read"),
                            ("refused", "Could not be read"),
                        ],
                        default="uploaded",
                        editable=False,
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "pages",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="pages"
                    ),
                ),
                ("error_code", models.CharField(blank=True, editable=False, max_length=40)),
                ("error_details", models.JSONField(blank=True, default=dict, editable=False)),
                ("warnings", models.JSONField(blank=True, default=list, editable=False)),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                ("reading_since", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "read_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="read"
                    ),
                ),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report",
                        to="documents.attachment",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="vocabulary.country",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "national report",
                "verbose_name_plural": "national reports",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["uploaded", "reading", "read", "refused"])
                        ),
                        name="a_report_has_a_known_status",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CandidateNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("reader", "Read by the system"),
                            ("person", "Marked by a person"),
                        ],
                        default="reader",
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("drawn", "To be reviewed"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("replaced", "Split or merged into others"),
                        ],
                        default="drawn",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("ref", models.CharField(blank=True, max_length=60, verbose_name="question")),
                ("answer_ref", models.CharField(blank=True, max_length=60)),
                ("section", models.CharField(blank=True, max_length=200, verbose_name="section")),
                ("question", models.TextField(blank=True, verbose_name="wording of the question")),
                (
                    "is_explicit",
                    models.BooleanField(
                        default=True, verbose_name="asked in an assistance question"
                    ),
                ),
                ("quote", models.TextField(blank=True, verbose_name="as reported")),
                ("answer_quote", models.TextField(blank=True, verbose_name="whole answer")),
                (
                    "page",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="page"),
                ),
                ("page_end", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("rects", models.JSONField(blank=True, default=list)),
                ("confidence", models.FloatField(default=1, verbose_name="confidence")),
                ("why", models.JSONField(blank=True, default=list)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "quantity",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="quantity",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                ("amount_minor", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "proposal_developed",
                    models.BooleanField(blank=True, null=True, verbose_name="a proposal exists"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kinds",
                    models.ManyToManyField(blank=True, related_name="+", to="vocabulary.kind"),
                ),
                (
                    "replaced_by",
                    models.ManyToManyField(
                        blank=True, related_name="made_from", to="reports.candidateneed"
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(blank=True, related_name="+", to="vocabulary.theme"),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="reports.nationalreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "candidate need",
                "verbose_name_plural": "candidate needs",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["drawn", "accepted", "rejected", "replaced"])
                        ),
                        name="a_candidate_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                        name="confidence_is_between_0_and_1",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=60, verbose_name="question")),
                ("section", models.CharField(blank=True, max_length=200, verbose_name="section")),
                ("question", models.TextField(blank=True, verbose_name="wording")),
                (
                    "value",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("developing", "Developing"),
                            ("blank", "Left blank"),
                        ],
                        max_length=12,
                        verbose_name="answer",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("page", models.PositiveSmallIntegerField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="reports.nationalreport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "ref"), name="a_question_is_answered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__in", ["yes", "no", "developing", "blank"])),
                        name="an_answer_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("page", models.PositiveSmallIntegerField(null=True)),
                ("section", models.CharField(blank=True, max_length=200)),
                ("ref", models.CharField(blank=True, max_length=60)),
                ("text", models.TextField()),
                ("rects", models.JSONField(blank=True, default=list)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="reports.nationalreport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "number"), name="passages_are_numbered"
                    )
                ],
            },
        ),
    ]
