import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people_and_access"),
        ("accounts", "__first__"),
        ("agreements", "0002_coverage"),
        ("introductions", "0001_initial"),
        ("needs", "0008_stages_of_introductions"),
        ("offers", "0006_stages_of_introductions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("acknowledge", "Acknowledgement"),
                            ("suggestion", "First suggestion"),
                            ("answer", "First answer"),
                            ("decision", "Decision"),
                            ("delivery", "Delivery"),
                            ("confirmation", "Confirmation of delivery"),
                        ],
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("need", "Request"),
                            ("offer", "Offer"),
                            ("answer", "Answer to an introduction"),
                            ("introduction", "Introduction"),
                            ("line", "Line of an agreement"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                ("since", models.DateTimeField(verbose_name="since")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("stopped_at", models.DateTimeField(blank=True, null=True, verbose_name="stopped")),
                ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
                ("paused_days", models.PositiveIntegerField(default=0, verbose_name="days paused")),
                ("due_on", models.DateField(verbose_name="last day")),
                (
                    "counts",
                    models.CharField(
                        choices=[
                            ("working", "working days (Monday to Friday)"),
                            ("calendar", "calendar days"),
                        ],
                        max_length=8,
                        verbose_name="counted in",
                    ),
                ),
                ("target_days", models.PositiveSmallIntegerField(verbose_name="target in days")),
                (
                    "agreement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clocks",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clocks",
                        to="introductions.introduction",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clocks",
                        to="needs.need",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clocks",
                        to="offers.offer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "clock",
                "verbose_name_plural": "clocks",
                "indexes": [
                    models.Index(fields=["done_at", "due_on"], name="clocks_by_last_day"),
                    models.Index(fields=["subject", "subject_id"], name="clocks_of_a_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stage", "subject", "subject_id", "since"),
                        name="a_run_has_one_clock",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstSuggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="first suggestion"
                    ),
                ),
                (
                    "need",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="needs.need",
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="offers.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "first suggestion",
                "verbose_name_plural": "first suggestions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("need", None), ("offer", None), _connector="XOR"),
                        name="a_first_suggestion_is_of_one_record",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("recipient", "The side that asks for assistance"),
                            ("giver", "The side that gives assistance"),
                        ],
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="given")),
                ("wording", models.TextField(verbose_name="wording")),
                (
                    "wording_version",
                    models.PositiveSmallIntegerField(verbose_name="version of the wording"),
                ),
                (
                    "language",
                    models.CharField(max_length=10, verbose_name="language of the wording"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="match_consents",
                        to="introductions.introduction",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "withdrawn_by",
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
                "verbose_name": "consent to be named in the register of matches",
                "verbose_name_plural": "consents to be named in the register of matches",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("introduction", "side"),
                        name="a_side_consents_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StageTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("acknowledge", "Acknowledgement"),
                            ("suggestion", "First suggestion"),
                            ("answer", "First answer"),
                            ("decision", "Decision"),
                            ("delivery", "Delivery"),
                            ("confirmation", "Confirmation of delivery"),
                        ],
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(1830)],
                        verbose_name="target in days",
                    ),
                ),
                (
                    "counts",
                    models.CharField(
                        choices=[
                            ("working", "working days (Monday to Friday)"),
                            ("calendar", "calendar days"),
                        ],
                        max_length=8,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "remind_before",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Calendar days. Empty: no reminder.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1830)],
                        verbose_name="reminder, days before the last day",
                    ),
                ),
                (
                    "actor_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Calendar days. Empty: not told.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1830)],
                        verbose_name="those who must act, days after the last day",
                    ),
                ),
                (
                    "managers_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1830)],
                        verbose_name="managers of their organisation, days after the last day",
                    ),
                ),
                (
                    "brokers_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1830)],
                        verbose_name="brokers of the secretariat, days after the last day",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="for stages that begin on or after")),
                ("note", models.TextField(verbose_name="why")),
                ("set_at", models.DateTimeField(auto_now_add=True, verbose_name="set")),
                (
                    "set_by",
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
                "verbose_name": "target time of a stage",
                "verbose_name_plural": "target times of stages",
                "indexes": [
                    models.Index(fields=["stage", "valid_from"], name="targets_of_a_stage")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "acknowledge",
                                    "suggestion",
                                    "answer",
                                    "decision",
                                    "delivery",
                                    "confirmation",
                                ],
                            ),
                            ("counts__in", ["working", "calendar"]),
                        ),
                        name="a_target_is_for_a_known_stage",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("reminder", "Reminder to those who must act"),
                            ("actor", "Those who must act"),
                            ("managers", "The managers of their organisation"),
                            ("brokers", "The brokers of the secretariat"),
                        ],
                        max_length=10,
                        verbose_name="step",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to="clocks.clock",
                    ),
                ),
                (
                    "people",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="told"
                    ),
                ),
            ],
            options={
                "verbose_name": "step taken about a clock",
                "verbose_name_plural": "steps taken about clocks",
                "constraints": [
                    models.UniqueConstraint(fields=("clock", "step"), name="a_step_is_taken_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WordTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("record_id", models.BigIntegerField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("asked", "asked whether it still stands"),
                            ("fading", "told that it counts as less fresh"),
                            ("gone", "told that it is suggested no more"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said_on", models.DateField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "reminder to confirm",
                "verbose_name_plural": "reminders to confirm",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "record_id", "step", "said_on"),
                        name="an_owner_is_told_once_a_step",
                    )
                ],
            },
        ),
    ]
