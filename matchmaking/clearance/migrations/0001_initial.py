import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people_and_access"),
        ("accounts", "__first__"),
        ("documents", "0001_initial"),
        ("needs", "0007_need_confirmed_at"),
        ("offers", "0005_merged_into"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="title")),
                ("question", models.TextField(blank=True, verbose_name="what must be shown")),
                (
                    "circumstances",
                    models.JSONField(blank=True, default=list, verbose_name="asked when"),
                ),
                (
                    "kinds",
                    models.JSONField(
                        blank=True, default=list, verbose_name="for these kinds of assistance"
                    ),
                ),
                (
                    "countries",
                    models.JSONField(blank=True, default=list, verbose_name="for these recipients"),
                ),
                (
                    "groups",
                    models.JSONField(
                        blank=True, default=list, verbose_name="for these groups of States"
                    ),
                ),
                (
                    "channels",
                    models.JSONField(blank=True, default=list, verbose_name="for these channels"),
                ),
                (
                    "cleared_by",
                    models.CharField(
                        choices=[
                            ("broker", "the broker"),
                            ("giver", "the giver"),
                            ("recipient", "the recipient"),
                        ],
                        max_length=10,
                        verbose_name="cleared by",
                    ),
                ),
                (
                    "needs_reference",
                    models.CharField(
                        choices=[
                            ("never", "never"),
                            ("embargo", "while an embargo is in force"),
                            ("always", "always"),
                        ],
                        default="never",
                        max_length=10,
                        verbose_name="reference number asked for",
                    ),
                ),
                (
                    "needs_document",
                    models.BooleanField(default=False, verbose_name="document asked for"),
                ),
                (
                    "valid_days",
                    models.PositiveSmallIntegerField(default=180, verbose_name="holds for (days)"),
                ),
                ("may_waive", models.BooleanField(default=False, verbose_name="may be waived")),
                (
                    "rests_on",
                    models.JSONField(
                        blank=True, default=list, verbose_name="opened again when these change"
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of the checks",
                "verbose_name_plural": "rules of the checks",
            },
        ),
        migrations.CreateModel(
            name="Checklist",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="begun")),
                ("embargoes", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "is_clear",
                    models.BooleanField(default=False, editable=False, verbose_name="all cleared"),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checklists",
                        to="needs.need",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checklists",
                        to="offers.offer",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "checklist",
                "verbose_name_plural": "checklists",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("need", "offer"), name="a_pair_has_one_checklist"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "To be cleared"),
                            ("cleared", "Cleared"),
                            ("failed", "Failed"),
                            ("waiver", "Waiver proposed"),
                            ("waived", "Waived"),
                            ("expired", "Run out"),
                            ("dropped", "No longer asked"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "since",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="waiting since",
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="opened again because"
                    ),
                ),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="clearance.checklist",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clearance.checkrule",
                    ),
                ),
            ],
            options={
                "verbose_name": "check",
                "verbose_name_plural": "checks",
            },
        ),
        migrations.CreateModel(
            name="NameHit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=20, verbose_name="whose name")),
                ("name", models.CharField(max_length=400, verbose_name="name")),
                ("key", models.CharField(max_length=60, verbose_name="number on the list")),
                ("digest", models.CharField(max_length=64)),
                ("listed_name", models.CharField(max_length=400, verbose_name="name on the list")),
                ("alias", models.CharField(max_length=400, verbose_name="under the name")),
                ("score", models.PositiveSmallIntegerField(verbose_name="likeness")),
                ("parts", models.JSONField(default=list)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("undecided", "To be decided"),
                            ("different", "Not the same"),
                            ("same", "The same"),
                        ],
                        default="undecided",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("is_taken_over", models.BooleanField(default=False, editable=False)),
                ("gone_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hits",
                        to="clearance.checklist",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "hit on the list of names",
                "verbose_name_plural": "hits on the list of names",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checklist", "organisation", "role", "name", "key", "digest"),
                        name="a_name_resembles_an_entry_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["undecided", "different", "same"])),
                        name="a_hit_has_a_known_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                ("note", models.CharField(blank=True, max_length=250, verbose_name="note")),
                (
                    "is_current",
                    models.BooleanField(default=False, editable=False, verbose_name="in force"),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
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
                "verbose_name": "list of sanctioned names",
                "verbose_name_plural": "lists of sanctioned names",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("is_current",),
                        name="one_list_of_names_is_in_force",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="number on the list")),
                ("is_entity", models.BooleanField(default=False, verbose_name="entity")),
                ("name", models.CharField(max_length=400, verbose_name="name")),
                ("names", models.JSONField(default=list)),
                ("listed_on", models.CharField(blank=True, max_length=40, verbose_name="listed")),
                ("about", models.TextField(blank=True, verbose_name="further facts")),
                ("digest", models.CharField(max_length=64)),
                (
                    "name_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="clearance.namelist",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of a list",
                "verbose_name_plural": "entries of lists",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name_list", "key"), name="a_list_names_an_entry_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ruleset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("note", models.TextField(blank=True, verbose_name="why")),
                (
                    "is_active",
                    models.BooleanField(default=False, editable=False, verbose_name="active"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of the rules of the checks",
                "verbose_name_plural": "versions of the rules of the checks",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("is_active",),
                        name="one_version_of_the_checks_is_active",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="checkrule",
            name="ruleset",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rules",
                to="clearance.ruleset",
            ),
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("open", "To be cleared"),
                            ("cleared", "Cleared"),
                            ("failed", "Failed"),
                            ("waiver", "Waiver proposed"),
                            ("waived", "Waived"),
                            ("expired", "Run out"),
                            ("dropped", "No longer asked"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="decided")),
                ("words", models.TextField(blank=True, verbose_name="evidence in words")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=120, verbose_name="reference number"),
                ),
                (
                    "dated_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the evidence"),
                ),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="holds until"),
                ),
                ("basis", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rulings",
                        to="clearance.check",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision on a check",
                "verbose_name_plural": "decisions on checks",
            },
        ),
        migrations.AddField(
            model_name="check",
            name="ruling",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="clearance.ruling",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkrule",
            constraint=models.UniqueConstraint(
                fields=("ruleset", "code"), name="a_version_names_a_check_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_days__gte", 1)), name="a_check_holds_for_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("cleared_by__in", ["broker", "giver", "recipient"])),
                name="a_check_is_cleared_by_a_known_side",
            ),
        ),
        migrations.AddIndex(
            model_name="check",
            index=models.Index(fields=["status", "since"], name="checks_that_wait"),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.UniqueConstraint(
                fields=("checklist", "code"), name="a_checklist_asks_once_for_a_check"
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["open", "cleared", "failed", "waiver", "waived", "expired", "dropped"],
                    )
                ),
                name="a_check_has_a_known_status",
            ),
        ),
    ]
