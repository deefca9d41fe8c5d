"""服务入口 What the web server calls.

A worker reads the code of all pages (seconds), and the parts of them that a full room asks for all at once, before it
takes its first request; what it has read by then it never looks through again for rubbish.
"""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.config.settings")
application = get_wsgi_application()

reverse("desk")
_pages = engines["pages"].env  # type: ignore[attr-defined]  # of our own engine
for _name in _pages.list_templates(filter_func=lambda name: name.startswith(("ui/parts", "decisions/_"))):
    _pages.get_template(_name)
gc.freeze()
