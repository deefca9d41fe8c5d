"""地址 The pages of the rules and what every page is made of, and nothing else."""

from django.urls import include, path

urlpatterns = [path("ui/", include("liuhen.ui.urls")), path("", include("liuhen.rules.urls"))]
