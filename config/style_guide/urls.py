app_name = "style_guide"
urlpatterns: list = []
