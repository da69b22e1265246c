"""What people type about funds, their rules and their calls."""

from matchmaking.funds.forms.calls import (
    AnswerForm,
    CallForm,
    ChangeForm,
    ExtensionForm,
    QuestionForm,
)
from matchmaking.funds.forms.editor import TermsEditor
from matchmaking.funds.forms.funds import FundForm, StartForm
from matchmaking.funds.forms.terms import NoteForm

__all__ = [
    "AnswerForm",
    "CallForm",
    "ChangeForm",
    "ExtensionForm",
    "FundForm",
    "NoteForm",
    "QuestionForm",
    "StartForm",
    "TermsEditor",
]
