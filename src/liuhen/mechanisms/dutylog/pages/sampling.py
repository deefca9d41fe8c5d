"""抽查页 Seeds committed, samples drawn, what their checks gave; the file and the script to draw again."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit import clock
from liuhen.kit.refusals import NotFound, Refusal
from liuhen.ledger import files
from liuhen.mechanisms.dutylog import actions, sampling
from liuhen.mechanisms.dutylog.reads import lines, samples
from liuhen.mechanisms.dutylog.terms import Result
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.staff import names
from liuhen.rules.acting import acting, actor_of
from liuhen.rules.exact import Share
from liuhen.rules.permits import require_power
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

ROWS = 50


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """抽查首页 Of the widest organ whose log the reader may see."""
    places = samples.places(actor_of(request))
    if not places:
        raise NotFound("platform.out-of-scope", "您现任的职务不查看记实抽查")
    return redirect("dutylog-samples", places[0].pk)


def of_organ(request: HttpRequest, organ: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """单位的抽查 Month by month, with what can be done this month."""
    by = actor_of(request)
    require_power(by, organ, "dutylog.read")
    page = Paginator(samples.of_organ(organ), ROWS).get_page(request.GET.get("page"))
    month = f"{clock.local(clock.now()):%Y-%m}"
    context = {
        "organ": organ,
        "places": [(one.pk, one.name) for one in samples.places(by)],
        "page": page,
        "shares": samples.shares_per(page.object_list),
        "month": month,
        "may_sample": may(by, "dutylog.sample", organ),
        "committed": samples.committed_by(samples.id_of(organ, month), by.person),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "dutylog/samples.html", context, refusal.status if refusal else 200)


@require_GET
def show(request: HttpRequest, sample: UUID) -> HttpResponse:
    """一次抽查 The seed, the lines drawn, what was asked and found."""
    by = actor_of(request)
    found = samples.require_visible(sample, by)
    page = Paginator(samples.drawn(sample), ROWS).get_page(request.GET.get("page"))
    shares = samples.shares_of(sample)
    context = {
        "sample": found,
        "month": lines.month(found.month).words,
        "portion": Share.parse(found.portion).words() if found.portion else "",
        "shares": shares,
        "names": names(one.person for one in shares),
        "page": page,
        "rows": samples.rows_of(sample, page.object_list),
        "results": [(str(label), samples_of) for label, samples_of in _counted(found)],
    }
    return render(request, "dutylog/sample.html", context)


def _counted(found: samples.Sample) -> list[tuple[str, int]]:
    counted = samples.results(found)
    return [*((str(Result(code).label), counted[code]) for code in Result.values), ("待核查", counted[""])]


@require_GET
def file(request: HttpRequest, sample: UUID) -> HttpResponse:
    """抽样文件 Everything needed to draw again; it names nobody."""
    found = samples.require_visible(sample, actor_of(request))
    if not found.file_sha256:
        raise NotFound("platform.not-found", "这个月还没有抽取")
    headers = {"Content-Disposition": f'attachment; filename="sample-{found.month}.json"'}
    return HttpResponse(files.get(found.file_sha256), content_type=sampling.MEDIA, headers=headers)


@require_GET
def program(request: HttpRequest) -> HttpResponse:
    """抽样程序 One file that needs nothing but Python."""
    headers = {"Content-Disposition": 'attachment; filename="draw.py"'}
    return HttpResponse(sampling.PROGRAM.read_bytes(), content_type="text/x-python", headers=headers)


def commit(request: HttpRequest, organ: UUID) -> HttpResponse:
    """承诺种子 For the running month."""
    month = f"{clock.local(clock.now()):%Y-%m}"
    actions.commit_seed(organ=organ, month=month, by=actor_of(request), words=request.POST.get("dice", "")[:200])
    return redirect("dutylog-samples", organ)


def draw(request: HttpRequest, organ: UUID) -> HttpResponse:
    """抽取 A past month's sample; the page of what was drawn."""
    month = lines.month(request.POST.get("month", "")).since
    actions.draw_sample(organ=organ, month=f"{month:%Y-%m}", by=actor_of(request))
    return redirect("dutylog-sample", samples.id_of(organ, f"{month:%Y-%m}"))


routes = [
    path("dutylog/draw.py", program, name="dutylog-program"),
    path("dutylog/samples/", home, name="dutylog-samples-home"),
    path("dutylog/samples/of/<uuid:organ>/", of_organ, name="dutylog-samples"),
    path("dutylog/samples/of/<uuid:organ>/commit", acting(of_organ)(commit), name="dutylog-commit"),
    path("dutylog/samples/of/<uuid:organ>/draw", acting(of_organ)(draw), name="dutylog-draw"),
    path("dutylog/samples/<uuid:sample>/", show, name="dutylog-sample"),
    path("dutylog/samples/<uuid:sample>/sample.json", file, name="dutylog-sample-file"),
]
