"""拒绝的显示 A refusal as the page shows it: what is wrong, which rule says so, what to do next."""

from __future__ import annotations

from collections.abc import Mapping

KEYS = ("rule", "title", "quote", "source", "message", "next", "fields")


def shown(refusal: object) -> dict[str, object]:
    """拒绝要素 The facts of a refusal, from the error mapping of the doors or from the exception itself.

    Missing facts are empty: a refusal without its article is still better than none.
    """
    if isinstance(refusal, Mapping):
        given = dict(refusal.get("error", refusal))
    else:
        given = {key: getattr(refusal, key, None) for key in KEYS if key != "title"}
        given["next"] = getattr(refusal, "next_step", "")
    return {key: given.get(key) or ({} if key == "fields" else "") for key in KEYS}
