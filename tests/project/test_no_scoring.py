"""What must never be built has no place to be kept: no rank, score, check-in, log-in count or forced photo anywhere.

Looked at are the names of table columns, of record fields, of everything the interface takes and gives, and of every
input in a form, together with the words written beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps

from liuhen.doors.api.operations import api
from liuhen.ledger.records import record_classes
from tests.project.files import SRC

NAMES = {
    "ranks": r"rank|ranks|ranked|ranking|leaderboard|top_?n|percentile",
    "scores": r"score|scores|scoring|points?_(total|earned|sum)|total_points|rating_value|grade_points|integrity_index",
    "check-ins": r"check_?ins?|checked_in|clock_?in|punch_?(in|card)|attendance_rate",
    "log-in counts": r"log_?in_(count|counts|rate|times|days|number)|active_days|online_(time|minutes|hours|duration)"
    r"|visit_count|usage_(rate|time)|install_rate|read_count|like_count|likes|forward_count|study_(time|minutes|hours)",
    "forced photos": r"photos?|selfies?|picture_required|photo_required|snapshot_photo|face|faces|fingerprint_photo"
    r"|location|gps|latitude|longitude|track_points",
}
WORDS = {
    "ranks": r"排名|排行|名次|排序名单|末位淘汰",
    "scores": r"得分|打分|评分|积分|分值|总分|扣分|加分|廉洁指数",
    "check-ins": r"打卡|签到(?!记录缺)",
    "log-in counts": r"登录次数|登录率|活跃度|在线时长|学习时长|使用率|安装率|点赞|转发量|阅读量",
    "forced photos": r"拍照|自拍|上传照片|现场照片|人脸|定位打点|地理位置|行动轨迹",
}


def forbidden(name: str) -> str:
    """Which pattern a name falls under, or ""; words are looked for inside, English ones as whole parts."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])|[-. ]", "_", name).lower()
    for what, pattern in NAMES.items():
        if re.search(rf"(^|_)({pattern})($|_)", plain):
            return what
    return next((what for what, pattern in WORDS.items() if re.search(pattern, name)), "")


def columns() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        if model.__module__.startswith("liuhen."):
            for field in model._meta.get_fields():
                yield f"{model.__name__}.{field.name}", field.name
                yield f"{model.__name__}.{field.name}", str(getattr(field, "verbose_name", ""))


def record_fields() -> Iterator[tuple[str, str]]:
    for kind, cls in record_classes().items():
        for spec in cls.spec.fields:
            yield f"{kind} {spec.name}", spec.name


def interface() -> Iterator[tuple[str, str]]:
    document = api.get_openapi_schema(path_prefix="/api/")
    yield from _keys(document, "")


def _keys(node: Any, place: str) -> Iterator[tuple[str, str]]:
    """Every property of every schema, and every parameter."""
    if isinstance(node, dict):
        properties = node.get("properties")
        for name in properties if isinstance(properties, dict) else ():
            yield f"{place}.{name}", str(name)
        if "in" in node and "name" in node:
            yield f"{place} parameter", str(node["name"])
        for name, inner in node.items():
            yield from _keys(inner, f"{place}/{name}")
    elif isinstance(node, list):
        for inner in node:
            yield from _keys(inner, place)


MACRO = re.compile(
    r"ui\.(?:field|textarea|select|radios|checks|upload|stance_buttons)\(\s*(?P<name>[^,]+),\s*(?P<label>[^\n]*?\)|[^,)]+)"
)
INPUT = re.compile(r"<(?:input|select|textarea|button)\b[^>]*?\bname=\"(?P<name>[^\"]+)\"")
CAMERA = re.compile(r"\bcapture(=|\s|>)|accept=\"image/[^\"]*\"[^>]*\brequired\b|getUserMedia|geolocation", re.I)


def inputs() -> Iterator[tuple[str, str]]:
    for path in sorted(SRC.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for found in MACRO.finditer(text):
            yield f"{path.name} {found['name']}", found["name"].strip("\"' ")
            yield f"{path.name} {found['name']}", found["label"]
        for found in INPUT.finditer(text):
            yield f"{path.name} {found['name']}", found["name"]


@pytest.mark.parametrize("looked_at", [columns, record_fields, interface, inputs], ids=lambda one: one.__name__)
def test_nothing_ranks_scores_or_watches_people(looked_at: Any) -> None:
    found = list(looked_at())
    assert len(found) > 50
    assert [f"{place}: {what}" for place, name in found if (what := forbidden(name))] == []


def test_no_page_wants_a_camera_or_a_place() -> None:
    pages = [path for ending in ("*.html", "*.js") for path in SRC.rglob(ending) if "vendor" not in path.parts]
    assert [path.name for path in pages if CAMERA.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("rank", "ranks"),
        ("person_rank", "ranks"),
        ("totalScore", "scores"),
        ("integrity-score", "scores"),
        ("checkin", "check-ins"),
        ("check_in_at", "check-ins"),
        ("login_count", "log-in counts"),
        ("LoginRate", "log-in counts"),
        ("online_minutes", "log-in counts"),
        ("photo", "forced photos"),
        ("work_photos", "forced photos"),
        ("latitude", "forced photos"),
        ("季度排名", "ranks"),
        ("廉洁得分", "scores"),
        ("请上传照片", "forced photos"),
        ("每日打卡", "check-ins"),
        ("登录次数", "log-in counts"),
        ("precedence", ""),
        ("checkpoint", ""),
        ("checked", ""),
        ("surface", ""),
        ("login", ""),
        ("points_at", ""),
    ],
)
def test_the_patterns_find_what_they_are_for(name: str, what: str) -> None:
    assert forbidden(name) == what
