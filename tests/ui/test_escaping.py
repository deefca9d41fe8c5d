"""Whatever a person typed or a record holds is text, never markup."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

EVIL = "\"'><script>alert(1)</script><b onclick=x>"
CALLS = [
    "ui.page_head(x, x, [(x, x, '')], x)",
    "ui.section_head(x, x, x, x)",
    "ui.notice(x, 'bad', x)",
    "ui.empty(x, x, x, x)",
    "ui.tabs([(x, x, true, x)], x)",
    "ui.stepper([{'label': x, 'url': x, 'note': x}])",
    "ui.progress(1, 2, x, x)",
    "ui.figures([{'label': x, 'value': x, 'unit': x, 'note': x, 'url': x}])",
    "ui.field('n', x, value=x, error=x, hint=x, unit=x, attrs={'title': x})",
    "ui.textarea('n', x, value=x, error=x, hint=x)",
    "ui.select('n', x, [(x, x)], value=x, error=x, prompt=x)",
    "ui.radios('n', x, [(x, x, x)], value=x, error=x, hint=x)",
    "ui.checks('n', x, [(x, x, x)], values=[x], error=x, hint=x)",
    "ui.stance_buttons('n', x, [(x, x)], error=x, hint=x)",
    "ui.upload('n', x, error=x, hint=x, accept=x)",
    "ui.submit(x, cancel=x, name=x, value=x, note=x)",
    "ui.table([x, {'label': x, 'num': true}], [[x, x]], caption=x, note=x)",
    "ui.table([x], [], empty=x, wide=true, caption=x)",
    "ui.facts([(x, x)])",
    "ui.todo([{'title': x, 'url': x, 'state': ('due', x), 'note': x, 'action': x}])",
    "ui.state('good', x, x)",
    "ui.line(x, who=x, entry=e, mark=('due', x), id=x)",
    "ui.proof_mark(e, x)",
    "ui.missing(x)",
    "ui.download(x, x, x, 3, x)",
    "ui.refusal({'rule': x, 'title': x, 'quote': x, 'source': x, 'message': x, 'next': x, 'fields': {x: x}}, x)",
]


@pytest.mark.parametrize("call", CALLS)
def test_text_stays_text(show: Callable[..., str], call: str) -> None:
    page = show("{{ " + call + " }}", x=EVIL, e=SimpleNamespace(id=EVIL, leaf_hash=EVIL))
    assert "<script" not in page and "<b on" not in page
    assert "&lt;script" in page


def test_text_stays_text_in_the_cells_of_a_called_table(show: Callable[..., str]) -> None:
    page = show("{% call(r) ui.table([x], [x]) %}<td>{{ r }}</td>{% endcall %}", x=EVIL)
    assert "<script" not in page and page.count("&lt;script") == 3


def test_a_message_is_text_too(show: Callable[..., str]) -> None:
    assert "<script" not in show("{{ _(x) }}{{ said(x) }}{{ _('共 %(n)s 条', n=x) }}", x=EVIL)
    assert show("{{ said('完成 50% 以上') }}") == "完成 50% 以上"
