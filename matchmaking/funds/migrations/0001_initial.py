import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import matchmaking.vocabulary.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people_and_access"),
        ("accounts", "__first__"),
        ("vocabulary", "0004_indicators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content",
                    models.JSONField(
                        default=dict, encoder=matchmaking.vocabulary.models.LegibleEncoder
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("summary", models.TextField(blank=True, verbose_name="what it is for")),
                ("guidance", models.TextField(blank=True, verbose_name="further guidance")),
                (
                    "language",
                    models.CharField(default="en", max_length=5, verbose_name="written in"),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes")),
                (
                    "questions_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="questions until"),
                ),
                (
                    "timezone",
                    models.CharField(default="UTC", max_length=60, verbose_name="time zone"),
                ),
                (
                    "is_rolling",
                    models.BooleanField(default=False, verbose_name="rolling, for urgent cases"),
                ),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "ceiling_minor",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="most for one project"
                    ),
                ),
                (
                    "minimum_minor",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="least for one project"
                    ),
                ),
                (
                    "budget_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="available in all"),
                ),
                (
                    "starts_after",
                    models.DateField(blank=True, null=True, verbose_name="projects start from"),
                ),
                (
                    "ends_before",
                    models.DateField(blank=True, null=True, verbose_name="projects end by"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("open", "Published"),
                            ("closed", "Closed"),
                            ("decided", "Decided"),
                            ("archived", "Archived"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="published"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "countries",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="vocabulary.country", verbose_name="States"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "regions",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="vocabulary.region", verbose_name="regions"
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="vocabulary.theme", verbose_name="themes"
                    ),
                ),
            ],
            options={
                "verbose_name": "call for proposals",
                "verbose_name_plural": "calls for proposals",
            },
        ),
        migrations.CreateModel(
            name="CallChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "changes",
                    models.JSONField(
                        default=dict, encoder=matchmaking.vocabulary.models.LegibleEncoder
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="funds.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a call",
                "verbose_name_plural": "changes of a call",
            },
        ),
        migrations.CreateModel(
            name="Fund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
                ("summary", models.TextField(blank=True, verbose_name="what it is for")),
                (
                    "language",
                    models.CharField(default="en", max_length=5, verbose_name="written in"),
                ),
                ("currency", models.CharField(max_length=3, verbose_name="reporting currency")),
                (
                    "is_example",
                    models.BooleanField(default=False, verbose_name="example, not a real fund"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funds",
                        to="accounts.organisation",
                        verbose_name="run by",
                    ),
                ),
            ],
            options={
                "verbose_name": "fund",
                "verbose_name_plural": "funds",
            },
        ),
        migrations.AddField(
            model_name="call",
            name="fund",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calls",
                to="funds.fund",
                verbose_name="fund",
            ),
        ),
        migrations.CreateModel(
            name="Rules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("note", models.TextField(blank=True, verbose_name="why")),
                (
                    "is_active",
                    models.BooleanField(default=False, editable=False, verbose_name="active"),
                ),
                (
                    "is_example",
                    models.BooleanField(
                        default=False, verbose_name="example, not the rules of any real fund"
                    ),
                ),
                (
                    "content",
                    models.JSONField(
                        default=dict, encoder=matchmaking.vocabulary.models.LegibleEncoder
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="funds.fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of the rules of a fund",
                "verbose_name_plural": "versions of the rules of a fund",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund", "number"), name="rules_of_a_fund_are_numbered"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("fund",),
                        name="one_version_of_a_funds_rules_is_active",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="call",
            name="rules",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="funds.rules"
            ),
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                (
                    "titles",
                    models.JSONField(
                        default=dict,
                        encoder=matchmaking.vocabulary.models.LegibleEncoder,
                        verbose_name="title",
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(verbose_name="weight")),
                ("scale_max", models.PositiveSmallIntegerField(verbose_name="points at most")),
                (
                    "anchors",
                    models.JSONField(
                        default=dict,
                        encoder=matchmaking.vocabulary.models.LegibleEncoder,
                        verbose_name="what the points stand for",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="funds.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "code"), name="a_call_names_a_criterion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1)), name="a_criterion_weighs_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scale_max__gte", 2)), name="a_scale_has_two_points"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("was", models.DateTimeField(verbose_name="deadline before")),
                ("closes_at", models.DateTimeField(verbose_name="new deadline")),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "applicant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="funds.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "extension",
                "verbose_name_plural": "extensions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("was"))),
                        name="an_extension_gives_more_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="funds.call",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "follower of a call",
                "verbose_name_plural": "followers of a call",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "user"), name="a_person_follows_a_call_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked")),
                (
                    "language",
                    models.CharField(default="en", max_length=5, verbose_name="written in"),
                ),
                ("text", models.TextField(verbose_name="question")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "answer_language",
                    models.CharField(default="en", max_length=5, verbose_name="answered in"),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="answer published"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="funds.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "question about a call",
                "verbose_name_plural": "questions about a call",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_published_question_is_answered",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["status", "closes_at"], name="calls_by_deadline"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "open", "closed", "decided", "archived"])
                ),
                name="a_call_has_a_known_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes_at", None), ("closes_at__gt", models.F("opens_at")), _connector="OR"
                ),
                name="a_call_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_rolling", True), ("closes_at__isnull", False), _connector="OR"
                ),
                name="a_call_that_is_not_rolling_has_a_deadline",
            ),
        ),
    ]
