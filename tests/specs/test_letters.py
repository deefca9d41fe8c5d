"""The features of letters, their coverage and campaigns, each scenario a test."""

from __future__ import annotations

import pytest
from pytest_bdd import scenarios

pytestmark = pytest.mark.django_db

scenarios("duties/letters.feature", "duties/coverage.feature", "duties/campaigns.feature")
