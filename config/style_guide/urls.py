"""Addresses of the style guide; there only when settings.STYLE_GUIDE is."""

from django.urls import path

from config.style_guide import views

app_name = "style_guide"
urlpatterns = [
    path("", views.index, name="index"),
    path("paper/", views.paper, name="paper"),
    path("autosave/", views.autosave, name="autosave"),
    *(
        path(f"<int:pk>/{name}/", views.move, name=name)
        for name in ("publish", "return", "withdraw")
    ),
]
