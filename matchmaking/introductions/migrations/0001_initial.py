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
        ("matching", "0003_reason"),
        ("needs", "0007_need_confirmed_at"),
        ("offers", "0005_merged_into"),
    ]

    operations = [
        migrations.CreateModel(
            name="Introduction",
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
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted, to be introduced"),
                            ("conversation", "In conversation"),
                            ("agreed", "Agreed"),
                            ("declined", "Declined"),
                            ("ended", "Ended"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "proposed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="proposed"
                    ),
                ),
                ("message", models.TextField(blank=True, verbose_name="message")),
                (
                    "accepted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="accepted"
                    ),
                ),
                (
                    "introduced_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="introduced"
                    ),
                ),
                (
                    "agreed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="agreed"
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="ended"
                    ),
                ),
                (
                    "moved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="last step"
                    ),
                ),
                ("reason_words", models.TextField(blank=True, verbose_name="reason in words")),
                (
                    "group",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "broker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="broker",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="needs.need",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="offers.offer",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.reason",
                        verbose_name="reason",
                    ),
                ),
            ],
            options={
                "verbose_name": "introduction",
                "verbose_name_plural": "introductions",
                "indexes": [
                    models.Index(fields=["status", "moved_at"], name="introductions_by_last_step")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "proposed",
                                    "accepted",
                                    "conversation",
                                    "agreed",
                                    "declined",
                                    "ended",
                                ],
                            )
                        ),
                        name="an_introduction_has_a_known_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ("proposed", "accepted", "conversation", "agreed"))
                        ),
                        fields=("need", "offer"),
                        name="a_pair_has_one_introduction_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="fact")),
                ("language", models.CharField(blank=True, max_length=5, verbose_name="written in")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("recipient", "The side that asks for assistance"),
                            ("giver", "The side that gives assistance"),
                        ],
                        max_length=10,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "To be confirmed by the other side"),
                            ("agreed", "Agreed by both sides"),
                            ("refused", "Not confirmed"),
                            ("replaced", "Replaced by a later one"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="proposed"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="answered"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="introductions.fact",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="introductions.introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreed fact",
                "verbose_name_plural": "agreed facts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "agreed", "refused", "replaced"])
                        ),
                        name="a_fact_has_a_known_status",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BrokerSeat",
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
                (
                    "invited_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="invited"
                    ),
                ),
                (
                    "left_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="left"
                    ),
                ),
                (
                    "broker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="broker",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="introductions.introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "broker in a conversation",
                "verbose_name_plural": "brokers in conversations",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at", None)),
                        fields=("introduction",),
                        name="one_broker_sits_in_a_conversation",
                    )
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
                (
                    "said",
                    models.CharField(
                        choices=[("waiting", "No answer yet"), ("yes", "Yes"), ("no", "No")],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="answered"
                    ),
                ),
                (
                    "answered_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="introductions.introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer of a side",
                "verbose_name_plural": "answers of sides",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("introduction", "side"), name="a_side_answers_an_introduction_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("said__in", ["waiting", "yes", "no"]),
                            ("side__in", ["recipient", "giver"]),
                        ),
                        name="a_side_gives_a_known_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("kept_at", models.DateTimeField(auto_now=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="introductions.introduction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("introduction", "author"), name="an_author_keeps_one_unsent_message"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interest", "Expression of interest"),
                            ("acceptance", "Acceptance"),
                            ("refusal", "Refusal"),
                            ("introduction", "Letter of introduction"),
                            ("end", "End of the introduction"),
                        ],
                        max_length=12,
                        verbose_name="letter",
                    ),
                ),
                ("reference", models.CharField(max_length=100, verbose_name="reference")),
                ("signed_on", models.DateField(verbose_name="date of the letter")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="recorded")),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="introductions.introduction",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="from",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "letter of an introduction",
                "verbose_name_plural": "letters of introductions",
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("recipient", "The side that asks for assistance"),
                            ("giver", "The side that gives assistance"),
                            ("broker", "Secretariat"),
                        ],
                        max_length=10,
                        verbose_name="for",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="message")),
                ("language", models.CharField(blank=True, max_length=5, verbose_name="written in")),
                (
                    "said_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="said"
                    ),
                ),
                ("key", models.UUIDField(editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="introductions.introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "indexes": [
                    models.Index(fields=["introduction", "said_at"], name="messages_of_a_thread")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("introduction", "author", "key"), name="a_message_is_posted_once"
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
                (
                    "asked_of",
                    models.CharField(
                        choices=[
                            ("recipient", "The side that asks for assistance"),
                            ("giver", "The side that gives assistance"),
                        ],
                        max_length=10,
                        verbose_name="asked of",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="answer by")),
                ("time_zone", models.CharField(max_length=64, verbose_name="time zone")),
                ("due_at", models.DateTimeField(db_index=True, editable=False, verbose_name="due")),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="answered"
                    ),
                ),
                ("reminded_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("overdue_told_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "answer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers_question",
                        to="introductions.message",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="introductions.introduction",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="question",
                        to="introductions.message",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
            },
        ),
        migrations.CreateModel(
            name="Seen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="introductions.introduction",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("introduction", "reader"),
                        name="a_reader_has_one_mark_in_a_conversation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="introductions.introduction",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="introductions.message",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="introductions.threadfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a conversation",
                "verbose_name_plural": "files of conversations",
            },
        ),
    ]
