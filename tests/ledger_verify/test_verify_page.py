"""核验页 The page script in a real browser: a dossier is chosen or dropped, the verdict appears, nothing is sent."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from liuhen import ui
from tests.ledger_verify.build import pack, sample

STATIC = Path(ui.__file__).parent / "static" / "ui" / "verify"
ORIGIN = "http://office.example"  # without TLS, so without WebCrypto: as inside many offices
PAGE = """<!doctype html><meta charset="utf-8"><title>核验</title>
<input type="file" id="dossier-file"><div id="dossier-drop">放在这里</div><ol id="dossier-verdict"></ol>
<script type="module" src="/verify-page.js"></script>"""
DROP = """([data, name]) => {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  document.getElementById("dossier-drop").dispatchEvent(new DragEvent("drop", {dataTransfer: transfer}));
}"""
pytestmark = pytest.mark.journey


@pytest.fixture
def opened(page: Page) -> Page:
    def serve(route: Route) -> None:
        name = route.request.url.removeprefix(ORIGIN).lstrip("/")
        if name:
            route.fulfill(path=STATIC / name, content_type="text/javascript")
        else:
            policy = {"Content-Security-Policy": "default-src 'none'; script-src 'self'"}
            route.fulfill(body=PAGE, content_type="text/html", headers=policy)

    page.route(f"{ORIGIN}/**", serve)
    page.goto(f"{ORIGIN}/")
    return page


def test_a_sound_dossier_is_chosen_and_passes(opened: Page) -> None:
    chosen = {"name": "卷宗.zip", "mimeType": "application/zip", "buffer": pack(sample())}
    opened.set_input_files("#dossier-file", chosen)
    expect(opened.locator("#dossier-verdict li").last).to_have_text("通过　结论　全部通过")
    assert opened.locator("#dossier-verdict li").count() == 10


def test_a_changed_dossier_is_dropped_and_the_broken_file_is_named(opened: Page) -> None:
    from base64 import b64encode

    changed = pack(sample() | {"卷宗.pdf": b"other"})
    opened.evaluate(DROP, [b64encode(changed).decode(), "卷宗.zip"])
    expect(opened.locator("#dossier-verdict li").last).to_contain_text("不可采信")
    expect(opened.locator("#dossier-verdict")).to_contain_text("卷宗.pdf：与 manifest.json 所列不同，或未列")
