import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("applications", "0001_initial"),
        ("documents", "0001_initial"),
        ("funds", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(verbose_name="grounds of the appeal")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("filed", "To be heard"),
                            ("upheld", "Upheld"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="filed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("filed_at", models.DateTimeField(auto_now_add=True, verbose_name="filed")),
                ("heard_at", models.DateTimeField(editable=False, null=True, verbose_name="heard")),
                (
                    "answer",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reasons of the outcome"
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "appeal",
                "verbose_name_plural": "appeals",
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("note", models.TextField(blank=True, verbose_name="what it is for")),
                ("currency", models.CharField(editable=False, max_length=3)),
                ("budget_minor", models.BigIntegerField(verbose_name="budget")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("money", "every amount granted, by its score"),
                            ("projects", "every application funded, by its score"),
                        ],
                        default="money",
                        max_length=10,
                        verbose_name="what counts",
                    ),
                ),
                (
                    "least_percent",
                    models.PositiveSmallIntegerField(
                        default=100,
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="grant at least, in percent of what is asked",
                    ),
                ),
                (
                    "region_percent",
                    models.PositiveSmallIntegerField(
                        default=100,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="at most for one region, in percent of all that is granted",
                    ),
                ),
                (
                    "state_minor",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="at most for one State"
                    ),
                ),
                ("terms_version", models.PositiveIntegerField(editable=False, null=True)),
                ("value", models.FloatField(editable=False, null=True, verbose_name="value")),
                ("bound", models.FloatField(editable=False, null=True, verbose_name="bound")),
                (
                    "by_rank_value",
                    models.FloatField(editable=False, null=True, verbose_name="by rank"),
                ),
                (
                    "conflicts",
                    models.JSONField(
                        default=list,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                (
                    "by_rank_breaks",
                    models.JSONField(
                        default=list,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "solved_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="computed"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="choices",
                        to="funds.call",
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
            ],
            options={
                "verbose_name": "scenario",
                "verbose_name_plural": "scenarios",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("budget_minor__gt", 0)),
                        name="a_scenario_has_money_to_grant",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChoiceLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "wish",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "as it comes out"),
                            ("must", "must be funded"),
                            ("must_not", "must not be funded"),
                        ],
                        max_length=10,
                        verbose_name="demand",
                    ),
                ),
                (
                    "place",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="place"),
                ),
                (
                    "score",
                    models.DecimalField(decimal_places=2, editable=False, max_digits=5, null=True),
                ),
                ("asked_minor", models.BigIntegerField(default=0, editable=False)),
                ("granted_minor", models.BigIntegerField(default=0, editable=False)),
                ("by_rank_minor", models.BigIntegerField(default=0, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="decisions.choice",
                    ),
                ),
            ],
            options={
                "verbose_name": "application in a scenario",
                "verbose_name_plural": "applications in a scenario",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("choice", "application"),
                        name="an_application_is_once_in_a_scenario",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="score of the committee",
                    ),
                ),
                ("words", models.TextField(verbose_name="why")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("given_at", models.DateTimeField(auto_now=True, verbose_name="given")),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="committee_score",
                        to="applications.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "score of the committee",
                "verbose_name_plural": "scores of the committee",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0), ("value__lte", 100)),
                        name="a_committee_score_is_of_a_hundred",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("words", models.TextField(verbose_name="condition")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "ties",
                    models.CharField(
                        choices=[
                            ("signature", "before the project is signed"),
                            ("tranche", "before a tranche is paid"),
                            ("date", "by its day"),
                        ],
                        max_length=10,
                        verbose_name="to be met",
                    ),
                ),
                (
                    "tranche",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tranche"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("handed_in", "Evidence handed in"),
                            ("met", "Met"),
                            ("waived", "Waived"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "settled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="settled"),
                ),
                (
                    "waived_because",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reason of the waiver"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "condition",
                "verbose_name_plural": "conditions",
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("decision", "Decision on the application"),
                            ("appeal", "Appeal against the rejection"),
                            ("waiver", "Waiver of a condition"),
                        ],
                        default="decision",
                        max_length=10,
                        verbose_name="about",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approve", "Approve"),
                            ("conditions", "Approve with conditions"),
                            ("return", "Return for revision"),
                            ("reject", "Reject"),
                        ],
                        max_length=10,
                        verbose_name="proposed decision",
                    ),
                ),
                (
                    "amount_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount"),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                (
                    "conditions",
                    models.JSONField(
                        default=list, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("vote_by", models.DateField(blank=True, null=True, verbose_name="vote by")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open for votes"),
                            ("carried", "Carried"),
                            ("not_carried", "Not carried"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="open",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="opened")),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="counted"),
                ),
                (
                    "tally",
                    models.JSONField(
                        default=dict,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                (
                    "appeal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="decisions.appeal",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="applications.application",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="applications.submission",
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="decisions.condition",
                    ),
                ),
            ],
            options={
                "verbose_name": "ballot",
                "verbose_name_plural": "ballots",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["open", "carried", "not_carried", "cancelled"])
                        ),
                        name="a_ballot_has_a_known_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("application",),
                        name="an_application_has_one_open_ballot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("approve", "conditions")), _negated=True),
                            models.Q(("amount_minor__gt", 0), ("amount_minor__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_ballot_to_approve_names_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about", "decision"), ("appeal", None), ("condition", None)),
                            models.Q(
                                ("about", "appeal"), ("appeal__isnull", False), ("condition", None)
                            ),
                            models.Q(
                                ("about", "waiver"), ("appeal", None), ("condition__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_ballot_is_about_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                            ("approve", "Approve"),
                            ("conditions", "Approve with conditions"),
                            ("return", "Return for revision"),
                            ("reject", "Reject"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                (
                    "amount_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount"),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                (
                    "appeal_until",
                    models.DateField(blank=True, null=True, verbose_name="appeal until"),
                ),
                ("decided_at", models.DateTimeField(auto_now_add=True, verbose_name="decided")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="applications.application",
                    ),
                ),
                (
                    "ballot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="decisions.ballot",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="applications.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["approve", "conditions", "return", "reject"])
                        ),
                        name="a_decision_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("approve", "conditions")), _negated=True),
                            models.Q(("amount_minor__gt", 0), ("amount_minor__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_approval_names_an_amount",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="condition",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conditions",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appeal",
                to="decisions.decision",
            ),
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(verbose_name="what shows that it is met")),
                ("handed_in_at", models.DateTimeField(auto_now_add=True, verbose_name="handed in")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("sent_back", "Sent back"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("answer", models.TextField(blank=True, editable=False, verbose_name="answer")),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answered"),
                ),
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
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="decisions.condition",
                    ),
                ),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("condition",),
                        name="one_evidence_waits_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dimension",
                    models.CharField(
                        choices=[("state", "State"), ("region", "Region"), ("theme", "Theme")],
                        max_length=10,
                        verbose_name="of a",
                    ),
                ),
                ("code", models.CharField(max_length=60, verbose_name="which")),
                ("at_least_minor", models.BigIntegerField(default=0, verbose_name="at least")),
                (
                    "at_most_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="at most"),
                ),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="limits",
                        to="decisions.choice",
                    ),
                ),
            ],
            options={
                "verbose_name": "limit",
                "verbose_name_plural": "limits",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("choice", "dimension", "code"),
                        name="a_limit_is_set_once_in_a_scenario",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_most_minor", None),
                            ("at_most_minor__gte", models.F("at_least_minor")),
                            _connector="OR",
                        ),
                        name="a_limit_is_at_least_no_more_than_at_most",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(verbose_name="how and before whom the lots were drawn")),
                ("drawn_at", models.DateTimeField(auto_now_add=True, verbose_name="drawn")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lots",
                        to="funds.call",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lots drawn",
                "verbose_name_plural": "lots drawn",
            },
        ),
        migrations.CreateModel(
            name="LotLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="decisions.lot",
                    ),
                ),
            ],
            options={
                "verbose_name": "lot",
                "verbose_name_plural": "lots",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lot", "application"), name="an_application_is_drawn_once_in_a_lot"
                    ),
                    models.UniqueConstraint(
                        fields=("lot", "position"), name="lots_have_different_places"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_chair", models.BooleanField(default=False, verbose_name="chair")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                ("left_at", models.DateTimeField(editable=False, null=True, verbose_name="left")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="funds.call",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat",
                "verbose_name_plural": "seats",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at", None)),
                        fields=("call", "person"),
                        name="a_person_sits_once_on_a_committee",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_chair", True), ("left_at", None)),
                        fields=("call",),
                        name="a_committee_has_one_chair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vote",
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
                        choices=[("yes", "Yes"), ("no", "No"), ("abstain", "Abstains")],
                        max_length=10,
                        verbose_name="vote",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="why")),
                ("voted_at", models.DateTimeField(auto_now=True, verbose_name="voted")),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="decisions.ballot",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="decisions.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "vote",
                "verbose_name_plural": "votes",
                "constraints": [
                    models.UniqueConstraint(fields=("ballot", "seat"), name="a_seat_votes_once"),
                    models.CheckConstraint(
                        condition=models.Q(("says__in", ["yes", "no", "abstain"])),
                        name="a_vote_says_what_is_known",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="condition",
            index=models.Index(fields=["status", "due_on"], name="conditions_by_day"),
        ),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.UniqueConstraint(
                fields=("decision", "number"), name="conditions_of_a_decision_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "handed_in", "met", "waived"])),
                name="a_condition_has_a_known_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ties", "tranche"), ("tranche__gte", 1)),
                    models.Q(models.Q(("ties", "tranche"), _negated=True), ("tranche", None)),
                    _connector="OR",
                ),
                name="a_condition_of_a_tranche_says_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["filed", "upheld", "dismissed"])),
                name="an_appeal_has_a_known_status",
            ),
        ),
    ]
