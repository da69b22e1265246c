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
        ("documents", "0001_initial"),
        ("needs", "0008_stages_of_introductions"),
        ("vocabulary", "0004_indicators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("code", models.CharField(max_length=30, verbose_name="code")),
                ("texts", models.JSONField(default=dict, verbose_name="question")),
                (
                    "expected",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("n_a", "Does not apply")],
                        max_length=5,
                        verbose_name="reassuring answer",
                    ),
                ),
                (
                    "needs_evidence",
                    models.BooleanField(default=False, verbose_name="needs a document"),
                ),
                (
                    "needs_words",
                    models.BooleanField(default=False, verbose_name="needs an explanation"),
                ),
            ],
            options={
                "verbose_name": "question of due diligence",
                "verbose_name_plural": "questions of due diligence",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("ar", "Arabic"),
                            ("zh", "Chinese"),
                            ("en", "English"),
                            ("fr", "French"),
                            ("ru", "Russian"),
                            ("es", "Spanish"),
                        ],
                        default="en",
                        max_length=5,
                        verbose_name="written in",
                    ),
                ),
                (
                    "currency",
                    models.CharField(default="USD", max_length=3, verbose_name="currency"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="begins on")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="length in months"
                    ),
                ),
                (
                    "gender_marker",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "0: gender equality is not targeted"),
                            (1, "1: gender equality is a significant objective"),
                            (2, "2: gender equality is the principal objective"),
                        ],
                        null=True,
                        verbose_name="gender marker",
                    ),
                ),
                (
                    "total_minor",
                    models.BigIntegerField(default=0, editable=False, verbose_name="total cost"),
                ),
                (
                    "asked_minor",
                    models.BigIntegerField(
                        default=0, editable=False, verbose_name="asked of the fund"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("signed", "Signed by both sides"),
                            ("submitted", "Submitted to a fund"),
                            ("revision", "Returned for revision"),
                            ("approved", "Approved"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "return_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reason for sending back"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                (
                    "signed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed"
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "agreements",
                    models.ManyToManyField(
                        blank=True,
                        related_name="proposals",
                        to="agreements.agreement",
                        verbose_name="agreements",
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="accounts.organisation",
                        verbose_name="applicant",
                    ),
                ),
                (
                    "countries",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="vocabulary.country",
                        verbose_name="other countries",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="vocabulary.country",
                        verbose_name="State",
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
                    "implementer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="implemented_proposals",
                        to="accounts.organisation",
                        verbose_name="implementing partner",
                    ),
                ),
                (
                    "needs",
                    models.ManyToManyField(
                        blank=True,
                        related_name="proposals",
                        to="needs.need",
                        verbose_name="assistance requests",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="proposals",
                        to="vocabulary.theme",
                        verbose_name="themes",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal",
                "verbose_name_plural": "proposals",
                "indexes": [
                    models.Index(fields=["status", "updated_at"], name="proposals_by_status")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "signed",
                                    "submitted",
                                    "revision",
                                    "approved",
                                    "rejected",
                                    "withdrawn",
                                    "closed",
                                ],
                            )
                        ),
                        name="a_proposal_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months", None), ("months__gt", 0), _connector="OR"),
                        name="a_proposal_takes_some_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gender_marker", None),
                            ("gender_marker__in", [0, 1, 2]),
                            _connector="OR",
                        ),
                        name="a_gender_marker_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
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
                            ("asked", "Waiting for an answer"),
                            ("endorsed", "Endorsed"),
                            ("remarks", "Endorsed with remarks"),
                            ("declined", "Not endorsed"),
                            ("taken_back", "Taken back"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("message", models.TextField(blank=True, verbose_name="message to the body")),
                (
                    "due_on",
                    models.DateField(blank=True, null=True, verbose_name="answer wanted by"),
                ),
                ("said", models.JSONField(default=dict, editable=False)),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked")),
                (
                    "reminded_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last reminded"),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("online", "on this site"), ("letter", "by letter")],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="remarks or reason")),
                (
                    "signed_by",
                    models.CharField(blank=True, max_length=250, verbose_name="signed by"),
                ),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the letter"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answered"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.body",
                        verbose_name="regional body",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="endorsements",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "endorsement",
                "verbose_name_plural": "endorsements",
                "indexes": [
                    models.Index(fields=["status", "due_on"], name="endorsements_to_remind_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["asked", "endorsed", "remarks", "declined", "taken_back"],
                            )
                        ),
                        name="an_endorsement_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["remarks", "declined"]), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="remarks_and_refusals_are_in_words",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "asked")),
                        fields=("proposal", "body"),
                        name="a_body_is_asked_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DueDiligence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("applicant", "Lead applicant"),
                            ("implementer", "Implementing partner"),
                        ],
                        max_length=12,
                        verbose_name="about",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Being answered"), ("confirmed", "Confirmed")],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "confirmed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="confirmed"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="diligence",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "due diligence",
                "verbose_name_plural": "due diligence",
            },
        ),
        migrations.CreateModel(
            name="Carried",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=30)),
                ("row", models.CharField(blank=True, max_length=40)),
                ("part", models.CharField(max_length=30)),
                ("said", models.JSONField(default=dict)),
                (
                    "carried_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="carried over"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="needs.need",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carried",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "source of a proposal",
                "verbose_name_plural": "sources of a proposal",
                "indexes": [
                    models.Index(fields=["proposal", "section"], name="sources_by_section")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreement__isnull", False), ("need", None)),
                            models.Q(("agreement", None), ("need__isnull", False)),
                            _connector="OR",
                        ),
                        name="words_are_carried_from_one_record",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                (
                    "taken_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="taken over"),
                ),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "uploaded budget",
                "verbose_name_plural": "uploaded budgets",
            },
        ),
        migrations.CreateModel(
            name="Annex",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state_letter", "Letter of support of the State"),
                            ("registration", "Registration certificate"),
                            ("accounts", "Audited accounts"),
                            ("endorsement", "Endorsement of a regional body"),
                            ("national_plan", "National action plan"),
                            ("assessment", "Assessment or study"),
                            ("curricula", "Curricula vitae"),
                            ("partnership", "Partnership agreement"),
                            ("other", "Other document"),
                        ],
                        max_length=20,
                        verbose_name="kind of document",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="version"
                    ),
                ),
                (
                    "added_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="added"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="withdrawn"),
                ),
                (
                    "reason",
                    models.TextField(blank=True, editable=False, verbose_name="why withdrawn"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                        verbose_name="file",
                    ),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="projects.annex",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "annex",
                "verbose_name_plural": "annexes",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "key"), name="annex_keys_are_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_withdrawn_annex_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=250, verbose_name="activity")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "starts_month",
                    models.PositiveSmallIntegerField(default=1, verbose_name="begins in month"),
                ),
                ("months", models.PositiveSmallIntegerField(default=1, verbose_name="months")),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=200, verbose_name="responsible"),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DiligenceAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("n_a", "Does not apply")],
                        max_length=5,
                        verbose_name="answer",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="explanation")),
                ("as_of", models.DateField(verbose_name="as of")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                ("answered_at", models.DateTimeField(auto_now=True, verbose_name="answered")),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "diligence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="projects.duediligence",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer of due diligence",
                "verbose_name_plural": "answers of due diligence",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("diligence", "question"),
                        name="a_question_of_diligence_is_answered_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Questionnaire",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "questionnaire of due diligence",
                "verbose_name_plural": "questionnaires of due diligence",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("is_active",),
                        name="one_questionnaire_is_active",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="question",
            name="questionnaire",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="projects.questionnaire",
            ),
        ),
        migrations.AddField(
            model_name="duediligence",
            name="questionnaire",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="projects.questionnaire",
            ),
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("impact", "Impact"),
                            ("outcome", "Outcome"),
                            ("output", "Output"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=10, verbose_name="number")),
                ("statement", models.TextField(verbose_name="statement")),
                ("assumptions", models.TextField(blank=True, verbose_name="assumptions")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="projects.result",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "result",
                "verbose_name_plural": "results",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "key"), name="result_keys_are_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("staff", "Staff and experts"),
                            ("travel", "Travel"),
                            ("equipment", "Equipment and supplies"),
                            ("services", "Contracts and services"),
                            ("training", "Training and meetings"),
                            ("grants", "Transfers to partners"),
                            ("operations", "Running costs"),
                            ("monitoring", "Monitoring, evaluation and audit"),
                            ("overhead", "Programme support costs"),
                        ],
                        max_length=20,
                        verbose_name="category",
                    ),
                ),
                ("description", models.CharField(max_length=250, verbose_name="description")),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=12, verbose_name="quantity"
                    ),
                ),
                ("unit_cost_minor", models.BigIntegerField(default=0, verbose_name="unit cost")),
                (
                    "cofinancing_minor",
                    models.BigIntegerField(default=0, verbose_name="co-financing"),
                ),
                (
                    "cofinancer",
                    models.CharField(blank=True, max_length=200, verbose_name="co-financed by"),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="budget_lines",
                        to="projects.activity",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="projects.proposal",
                    ),
                ),
                (
                    "output",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="budget_lines",
                        to="projects.result",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget line",
                "verbose_name_plural": "budget lines",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "key"), name="budgetline_keys_are_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cofinancing_minor__gte", 0),
                            ("quantity__gte", 0),
                            ("unit_cost_minor__gte", 0),
                        ),
                        name="a_budget_line_is_not_negative",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="output",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="activities",
                to="projects.result",
            ),
        ),
        migrations.CreateModel(
            name="ResultIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=250, verbose_name="indicator")),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="baseline",
                    ),
                ),
                (
                    "baseline_on",
                    models.DateField(blank=True, null=True, verbose_name="baseline measured on"),
                ),
                (
                    "target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(blank=True, null=True, verbose_name="target reached by"),
                ),
                (
                    "verification",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="means of verification"
                    ),
                ),
                (
                    "disaggregation",
                    models.CharField(blank=True, max_length=250, verbose_name="broken down by"),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.indicator",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="projects.proposal",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="projects.result",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "key"), name="resultindicator_keys_are_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("due_on", models.DateField(verbose_name="by")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="value"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=250, verbose_name="in words")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="projects.proposal",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="projects.resultindicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "key"), name="milestone_keys_are_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("description", models.TextField(verbose_name="risk")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "low"), (2, "medium"), (3, "high")],
                        default=2,
                        verbose_name="likelihood",
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "low"), (2, "medium"), (3, "high")],
                        default=2,
                        verbose_name="impact",
                    ),
                ),
                ("mitigation", models.TextField(blank=True, verbose_name="what is done about it")),
                (
                    "owner",
                    models.CharField(blank=True, max_length=200, verbose_name="who watches it"),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "risk",
                "verbose_name_plural": "risks",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "key"), name="risk_keys_are_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("edited_at", models.DateTimeField(null=True, verbose_name="changed")),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "code"), name="a_section_is_in_a_proposal_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
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
                            ("state", "The State"),
                            ("implementer", "The implementing partner"),
                        ],
                        max_length=12,
                        verbose_name="side",
                    ),
                ),
                ("name", models.CharField(max_length=250, verbose_name="signed by")),
                (
                    "signed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="signed"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                (
                    "voided_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="void since"
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="projects.proposal",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "voided_by",
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
                "verbose_name": "signature under a proposal",
                "verbose_name_plural": "signatures under proposals",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("proposal", "side"),
                        name="a_side_signs_a_proposal_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("writer", "Writer"),
                            ("budget", "Budget"),
                            ("reader", "Reader"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="message")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("taken_back", "Taken back"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "invited_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="invited"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="answered"
                    ),
                ),
                (
                    "invited_by",
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
                        related_name="invitations",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation to a team",
                "verbose_name_plural": "invitations to teams",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("proposal", "email"),
                        name="an_address_is_invited_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("writer", "Writer"),
                            ("budget", "Budget"),
                            ("reader", "Reader"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "joined_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="joined"
                    ),
                ),
                (
                    "left_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="left"
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team",
                        to="projects.proposal",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "team member",
                "verbose_name_plural": "team members",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at", None)),
                        fields=("proposal", "user"),
                        name="a_person_is_in_a_team_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_at", None), ("role", "lead")),
                        fields=("proposal",),
                        name="a_team_has_one_lead",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("questionnaire", "code"), name="a_questionnaire_asks_a_thing_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="duediligence",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "confirmed"])),
                name="due_diligence_has_a_known_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="duediligence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "confirmed"), _negated=True),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="somebody_confirmed_due_diligence",
            ),
        ),
        migrations.AddConstraint(
            model_name="duediligence",
            constraint=models.UniqueConstraint(
                fields=("proposal", "party", "organisation"),
                name="a_party_is_looked_into_once_for_a_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                fields=("proposal", "key"), name="activity_keys_are_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", 1), ("starts_month__gte", 1)),
                name="an_activity_takes_a_month",
            ),
        ),
    ]
