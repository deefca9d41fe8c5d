"""设备名称 What a person calls the machine a browser runs on, from what the browser says of itself."""

from __future__ import annotations

BROWSERS = (
    ("QQBrowser", "QQ 浏览器"),
    ("QIHU", "360 浏览器"),
    ("Qaxbrowser", "奇安信浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Kylin", "麒麟"),
    ("UOS", "统信"),
    ("Linux", "Linux"),
)


def machine(agent: str) -> str:
    """设备名称 Browser and system, such as "Chrome，Windows"; "" when neither is known."""
    found = [next((word for mark, word in table if mark in agent), "") for table in (BROWSERS, SYSTEMS)]
    return "，".join(word for word in found if word)
