"""What people fill in about values and frameworks."""

from matchmaking.monitoring.forms.revising import RevisionEditor
from matchmaking.monitoring.forms.values import EvidenceForm, ValueForm, ValuesEditor, WorkbookForm

__all__ = ["EvidenceForm", "RevisionEditor", "ValueForm", "ValuesEditor", "WorkbookForm"]
