"""What the books show on the pages of funds and applications: the way to them."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.applications.models import Application
from matchmaking.funds.models import Fund
from matchmaking.ledger import policies, selectors


def of_fund(request: HttpRequest, fund: Fund) -> str:
    """Show what is left today, and whether the books add up, to those who read them."""
    if not policies.reads_books(request.user, fund):
        return ""
    context = {
        "fund": fund,
        "book": getattr(fund, "book", None),
        "money": selectors.fund_figures([fund.pk])[fund.pk],
    }
    return render_to_string("ledger/_fund_panel.html", context, request=request)


def of_application(request: HttpRequest, application: Application) -> str:
    """Show what a project was given so far, to those who read its statement."""
    money = selectors.project_figures([application.pk]).get(application.pk)
    if money is None or not policies.reads_project(request.user, application):
        return ""
    context = {"application": application, "money": money}
    return render_to_string("ledger/_application_panel.html", context, request=request)
