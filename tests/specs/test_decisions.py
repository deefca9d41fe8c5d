"""The features of the decision trace, each scenario a test."""

from __future__ import annotations

import pytest
from pytest_bdd import scenarios

pytestmark = pytest.mark.django_db

scenarios("decisions")
