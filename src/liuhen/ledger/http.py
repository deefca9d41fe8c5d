"""公开日志 The public log as the world's verifiers read it: C2SP tlog-tiles over HTTP.

Internal and sealed logs have no address at all. Nothing is served beyond the last published checkpoint.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from liuhen.ledger.models import CheckpointRow
from liuhen.ledger.origins import PUBLIC, parse
from liuhen.ledger.store import Store
from liuhen.ledger.verify.merkle import ProofError
from liuhen.ledger.verify.tiles import HEIGHT, Tile, encode_tile

FOREVER = "public, max-age=31536000, immutable"
FRESH = "public, max-age=1, must-revalidate"
BYTES = "application/octet-stream"


@require_safe
def checkpoint(request: HttpRequest, origin: str) -> HttpResponse:
    """检查点 The latest signed note of a public log."""
    note = _latest(origin).note.encode()
    return HttpResponse(note, content_type="text/plain; charset=utf-8", headers={"Cache-Control": FRESH})


@require_safe
def tile(request: HttpRequest, origin: str, path: str) -> HttpResponse:
    """瓦片 A tile or an entry bundle, full or partial; 404 for what the published log does not reach."""
    try:
        wanted = Tile.parse(f"tile/{path}")
    except ProofError as error:
        raise Http404("不是瓦片的地址") from error
    row = _latest(origin)
    if not _reached(wanted, row.size):
        raise Http404("日志还没有这么长")
    return HttpResponse(_content(wanted, row), content_type=BYTES, headers={"Cache-Control": FOREVER})


def _latest(origin: str) -> CheckpointRow:
    try:
        log = parse(origin)[1]
    except ValueError as error:
        raise Http404("没有这个日志") from error
    row = CheckpointRow.objects.filter(origin=origin).order_by("-size").first() if log == PUBLIC else None
    if row is None:
        raise Http404("没有这个日志")
    return row


def _reached(wanted: Tile, size: int) -> bool:
    nodes = size >> HEIGHT * (wanted.level or 0)
    return wanted.index * 256 + wanted.width <= nodes


def _content(wanted: Tile, row: CheckpointRow) -> bytes:
    store = Store(row.book, row.log)
    if wanted.level is None:
        return store.bundle(wanted.index, wanted.width)
    start = wanted.index * 256
    return encode_tile(store.row(wanted.level, start, start + wanted.width))
