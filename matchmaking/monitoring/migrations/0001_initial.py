import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('agreements', '0002_coverage'),
        ('documents', '0001_initial'),
        ('payments', '0001_initial'),
        ('vocabulary', '0004_indicators'),
    ]

    operations = [
        migrations.CreateModel(
            name='Undertaking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('language', models.CharField(default='en', max_length=5, verbose_name='written in')),
                ('starts_on', models.DateField(verbose_name='starts')),
                ('ends_on', models.DateField(verbose_name='ends')),
                ('frequency', models.PositiveSmallIntegerField(choices=[(3, 'every three months'), (6, 'every six months'), (12, 'every year')], default=6, verbose_name='values are reported')),
                ('status', models.CharField(choices=[('open', 'Under way'), ('closed', 'Closed')], default='open', editable=False, max_length=10, verbose_name='status')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='opened')),
                ('closed_on', models.DateField(editable=False, null=True, verbose_name='closed')),
                ('agreement', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undertaking', to='agreements.agreement')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.country', verbose_name='State')),
                ('project', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undertaking', to='payments.project')),
            ],
            options={
                'verbose_name': 'project or agreement',
                'verbose_name_plural': 'projects and agreements',
                'indexes': [models.Index(fields=['status', 'ends_on'], name='undertakings_by_status')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agreement', None), ('project__isnull', False)), models.Q(('agreement__isnull', False), ('project', None)), _connector='OR'), name='an_undertaking_is_a_project_or_an_agreement'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('status', 'open')), models.Q(('closed_on__isnull', False), ('status', 'closed')), _connector='OR'), name='a_closed_undertaking_knows_its_day'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='an_undertaking_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('frequency__in', [3, 6, 12])), name='an_undertaking_has_a_known_frequency')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('reason', models.TextField(verbose_name='why')),
                ('changes', models.JSONField(default=list, editable=False)),
                ('side', models.CharField(blank=True, editable=False, max_length=10)),
                ('status', models.CharField(choices=[('proposed', 'Waits for consent'), ('in_force', 'In force'), ('declined', 'Declined'), ('withdrawn', 'Taken back')], default='proposed', editable=False, max_length=10, verbose_name='status')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('proposed_at', models.DateTimeField(auto_now_add=True, verbose_name='proposed')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='answered')),
                ('answer', models.TextField(blank=True, editable=False, verbose_name='answer')),
                ('answered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undertaking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='monitoring.undertaking')),
            ],
            options={
                'verbose_name': 'revision of the results framework',
                'verbose_name_plural': 'revisions of the results framework',
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'in_force', 'declined', 'withdrawn'])), name='a_revision_has_a_known_status'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_consents_to_their_own_revision'), models.UniqueConstraint(fields=('undertaking', 'number'), name='revisions_of_a_framework_are_numbered'), models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('undertaking',), name='a_framework_is_revised_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=24)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('level', models.CharField(choices=[('impact', 'Impact'), ('outcome', 'Outcome'), ('output', 'Output')], max_length=10, verbose_name='level')),
                ('number', models.CharField(blank=True, max_length=10, verbose_name='number')),
                ('statement', models.TextField(verbose_name='statement')),
                ('assumptions', models.TextField(blank=True, verbose_name='assumptions')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='monitoring.result')),
                ('undertaking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='monitoring.undertaking')),
            ],
            options={
                'verbose_name': 'result',
                'verbose_name_plural': 'results',
                'constraints': [models.UniqueConstraint(fields=('undertaking', 'key'), name='a_result_is_carried_over_once'), models.CheckConstraint(condition=models.Q(('level__in', ['impact', 'outcome', 'output'])), name='a_result_has_a_known_level')],
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('due_on', models.DateField(verbose_name='values due')),
                ('undertaking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='monitoring.undertaking')),
            ],
            options={
                'verbose_name': 'period',
                'verbose_name_plural': 'periods',
                'indexes': [models.Index(fields=['due_on'], name='periods_by_due_day')],
                'constraints': [models.UniqueConstraint(fields=('undertaking', 'number'), name='periods_of_an_undertaking_are_numbered'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='a_period_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=24)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('number', models.CharField(blank=True, max_length=12, verbose_name='number')),
                ('title', models.CharField(max_length=500, verbose_name='indicator')),
                ('definition', models.TextField(blank=True, verbose_name='definition')),
                ('unit', models.CharField(blank=True, max_length=60, verbose_name='unit')),
                ('measure', models.CharField(choices=[('unit', 'counted'), ('percent', 'percentage'), ('yesno', 'yes or no'), ('ordinal', 'points on a scale'), ('words', 'described in words')], default='unit', max_length=10, verbose_name='measured as')),
                ('direction', models.CharField(choices=[('up', 'more is better'), ('down', 'less is better')], default='up', max_length=5, verbose_name='better when')),
                ('baseline', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='baseline')),
                ('baseline_on', models.DateField(blank=True, null=True, verbose_name='baseline measured on')),
                ('target', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='target')),
                ('target_on', models.DateField(blank=True, null=True, verbose_name='target reached by')),
                ('source', models.CharField(blank=True, max_length=500, verbose_name='where the figures come from')),
                ('disaggregated_by', models.JSONField(blank=True, default=list, verbose_name='broken down by')),
                ('is_public', models.BooleanField(default=False, verbose_name='approved values may be published')),
                ('is_dropped', models.BooleanField(default=False, editable=False, verbose_name='no longer measured')),
                ('reference', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.indicator')),
                ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='monitoring.result')),
                ('undertaking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='monitoring.undertaking')),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'constraints': [models.UniqueConstraint(fields=('undertaking', 'key'), name='an_indicator_is_carried_over_once'), models.CheckConstraint(condition=models.Q(('measure__in', ['unit', 'percent', 'yesno', 'ordinal', 'words'])), name='an_indicator_has_a_known_measure'), models.CheckConstraint(condition=models.Q(('direction__in', ['up', 'down'])), name='an_indicator_has_a_known_direction')],
            },
        ),
        migrations.CreateModel(
            name='Value',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('number', 'Number'), ('words', 'In words'), ('not_applicable', 'Not applicable'), ('not_known', 'Not known')], default='number', max_length=14, verbose_name='answer')),
                ('number', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='number')),
                ('words', models.TextField(blank=True, verbose_name='in words')),
                ('reason', models.TextField(blank=True, verbose_name='why there is no number')),
                ('source', models.CharField(blank=True, max_length=500, verbose_name='where the figure comes from')),
                ('quality', models.TextField(blank=True, verbose_name='how good the figure is')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Waits for approval'), ('approved', 'Approved'), ('returned', 'Sent back')], default='draft', editable=False, max_length=10, verbose_name='status')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('is_verified', models.BooleanField(default=False, verbose_name='checked against evidence')),
                ('side', models.CharField(blank=True, editable=False, max_length=10)),
                ('entered_at', models.DateTimeField(auto_now_add=True, verbose_name='entered')),
                ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='handed in')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='decided')),
                ('decision_reason', models.TextField(blank=True, editable=False, verbose_name='why it was sent back')),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='monitoring.indicator')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='monitoring.period')),
            ],
            options={
                'verbose_name': 'value',
                'verbose_name_plural': 'values',
                'indexes': [models.Index(fields=['status', 'submitted_at'], name='values_by_status')],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'period'), name='an_indicator_has_one_value_a_period'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'approved', 'returned'])), name='a_value_has_a_known_status'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'number'), ('number__isnull', False)), models.Q(('answer', 'words'), ('number', None), models.Q(('words', ''), _negated=True)), models.Q(('answer__in', ('not_applicable', 'not_known')), ('number', None), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_value_is_a_number_or_says_why_not'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='nobody_approves_their_own_value'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'returned'), _negated=True), models.Q(('decision_reason', ''), _negated=True), _connector='OR'), name='a_value_is_sent_back_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('document', 'Document'), ('photo', 'Photo')], max_length=10, verbose_name='kind')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='what it shows')),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('added_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment')),
                ('value', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='monitoring.value')),
            ],
            options={
                'verbose_name': 'evidence',
                'verbose_name_plural': 'evidence',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['document', 'photo'])), name='evidence_has_a_known_kind')],
            },
        ),
        migrations.CreateModel(
            name='ValuePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(choices=[('sex', 'sex'), ('age', 'age'), ('institution', 'type of institution')], max_length=12, verbose_name='broken down by')),
                ('group', models.CharField(max_length=12, verbose_name='group')),
                ('number', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='number')),
                ('value', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='monitoring.value')),
            ],
            options={
                'verbose_name': 'part of a value',
                'verbose_name_plural': 'parts of values',
                'constraints': [models.UniqueConstraint(fields=('value', 'by', 'group'), name='a_group_has_one_part_of_a_value'), models.CheckConstraint(condition=models.Q(('number__gte', 0)), name='a_part_of_a_value_is_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='PeriodTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='target')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='period_targets', to='monitoring.indicator')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='monitoring.period')),
            ],
            options={
                'verbose_name': 'target of a period',
                'verbose_name_plural': 'targets of periods',
                'constraints': [models.UniqueConstraint(fields=('indicator', 'period'), name='an_indicator_has_one_target_a_period')],
            },
        ),
    ]
