"""Where what is monitored of a project is shown: what a recused person of the fund reads there."""

from matchmaking.monitoring.models import Undertaking
from tests.applications.recusal import probe, stage
from tests.monitoring import making

probe("undertakings", text=lambda user: str(list(Undertaking.objects.visible_to(user))))


@stage
def _let_it_be_monitored(application, name):
    """Open what is monitored of the project, with a value that waits."""
    if Undertaking.objects.filter(project__application=application).exists():
        return
    undertaking = making.of_project(application.project)
    if undertaking.indicators.exists():
        making.value(making.indicator(undertaking), making.period(undertaking), status="submitted")
