"""Where the fund desk shows applications: what a recused administrator reads there."""

from django.urls import reverse_lazy

from tests.applications.recusal import probe

MONEY = r"<p>USD [^<]* may be committed.*?Statement of the fund"
probe("fund desk", url=reverse_lazy("administration:desk"), books=MONEY)
probe("pipeline", url=reverse_lazy("administration:pipeline"))
probe("pipeline as a file", url=reverse_lazy("administration:pipeline_export", args=["csv"]))
probe("who decided what", url=reverse_lazy("administration:trail"))
probe("who decided what, as a file", url=reverse_lazy("administration:trail_export", args=["csv"]))
