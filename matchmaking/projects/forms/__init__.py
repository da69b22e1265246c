"""The forms in which proposals are written and teams are put together."""

from matchmaking.projects.forms.editor import SectionEditor
from matchmaking.projects.forms.results import ResultEditor
from matchmaking.projects.forms.team import InviteForm, RoleForm

__all__ = ["InviteForm", "ResultEditor", "RoleForm", "SectionEditor"]
