"""The features of lists, tasks, portfolios and accountability, each scenario a test."""

from __future__ import annotations

import pytest
from pytest_bdd import scenarios

pytestmark = pytest.mark.django_db

scenarios("duties/lists.feature", "duties/tasks.feature", "duties/portfolio.feature", "duties/accountability.feature")
