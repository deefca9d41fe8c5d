"""已填内容 What was typed and what was wrong with it, so that nothing is lost on an error."""

from __future__ import annotations

from collections.abc import Mapping


class Kept:
    """已填内容 Values of a form on their way back to the page, with one sentence per wrong field.

    `Kept(request.POST, refusal.fields)`; an empty `Kept()` is a fresh form.
    """

    def __init__(self, values: Mapping[str, object] | None = None, errors: Mapping[str, str] | None = None) -> None:
        self._values = values if values is not None else {}
        self.errors = dict(errors or {})

    def value(self, name: str, default: object = "") -> object:
        """已填值 The single value of a field."""
        found = self._values.get(name)
        return default if found is None else found

    def values(self, name: str) -> list[str]:
        """已选各项 All values of a field with several (check boxes)."""
        getlist = getattr(self._values, "getlist", None)
        found = getlist(name) if getlist else self._values.get(name, [])
        return [str(v) for v in (found if isinstance(found, list | tuple) else [found])]

    def error(self, name: str) -> str:
        """错误说明 What is wrong with the field, or ""."""
        return self.errors.get(name, "")
