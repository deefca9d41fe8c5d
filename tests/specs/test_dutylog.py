"""The features of the duty log and its samples, each scenario a test."""

from __future__ import annotations

import pytest
from pytest_bdd import scenarios

pytestmark = pytest.mark.django_db

scenarios("dutylog")
