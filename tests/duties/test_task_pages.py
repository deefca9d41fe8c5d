"""My list, the board, one task, and a sheet of tasks, as somebody in office meets them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.drafts import TaskDraft
from liuhen.mechanisms.duties.imports import tasks as sheet
from liuhen.mechanisms.duties.reads import lists, tasks
from liuhen.mechanisms.duties.reads.desk import todo_for
from liuhen.organs import actions as organs
from liuhen.ui import sheets
from tests.duties import scene
from tests.duties.browse import login
from tests.duties.scene import District


@pytest.fixture(autouse=True)
def one_factor(settings: object) -> None:
    settings.LIUHEN_SECOND_FACTOR = False  # type: ignore[attr-defined]


@pytest.fixture
def plan(listed: tuple[District, UUID]) -> UUID:
    made, _ = listed
    entry = actions.found_plan(by=made.actor("recorder"), organ=made.organs["committee"], year=2026, name="重点任务")
    return UUID(entry.body["public"]["plan"])


def drafts(made: District, count: int, start: int = 1, due: date = date(2026, 11, 30)) -> list[TaskDraft]:
    return [
        TaskDraft(
            number=number, title=f"第{number}项任务", due=due, lead=made.posts["member-1"], main=made.organs["water"],
            assisting=(made.organs["roads"], made.organs["parks"]),
        )
        for number in range(start, start + count)
    ]  # fmt: skip


def assign(made: District, plan: UUID, *held: TaskDraft, since: date | None = None) -> list[UUID]:
    found = actions.assign_tasks(plan=plan, by=made.actor("recorder"), drafts=held, since=since)
    return [UUID(entry.body["public"]["task"]) for entry in found]


def row(place: int, **changes: object) -> dict[str, object]:
    given: dict[str, object] = {
        "number": place, "title": f"任务{place}", "measure": "", "lead": "区委常委（钱）", "main": "试区水务局",
        "assisting": "试区交通局、试区园林局", "due": date(2026, 11, 30),
    }  # fmt: skip
    return given | changes


def upload(client: Client, plan: UUID, rows: list[dict[str, object]]) -> object:
    file = BytesIO(sheets.write(sheet.COLUMNS, rows))
    file.name = "tasks.xlsx"
    return client.post(f"/duties/tasks/plans/{plan}/import", {"sheet": file})


def test_my_list_names_every_line_once(listed: tuple[District, UUID], plan: UUID) -> None:
    made, _ = listed
    assign(made, plan, *drafts(made, 2))
    client = login(made, "water-head")
    text = client.get("/duties/mine/").content.decode()
    assert text.count("chief 第3条责任") == 1 and text.count("样本") >= 9
    assert text.count("第1项任务") == 1 and "主责单位" in text
    assert "body 第1条责任" not in text


def test_my_list_says_what_the_portfolio_leaves_open_until_it_is_mended(listed: tuple[District, UUID]) -> None:
    made, _ = listed
    client, by = login(made, "secretary"), scene.founder(made)
    core = ["personnel", "finance", "projects", "approvals"]
    given = {made.people[f"member-{n}"]: [item] for n, item in enumerate(core, start=1)}
    organs.assign_portfolio(by=by, group=made.groups["committee"], items=given)
    assert "无分管领导（采购）" in client.get("/duties/mine/").content.decode()
    given[made.people["member-5"]] = ["procurement"]
    organs.assign_portfolio(by=by, group=made.groups["committee"], items=given)
    text = client.get("/duties/mine/").content.decode()
    assert "无分管领导" not in text
    theirs = login(made, "member-5").get("/duties/mine/").content.decode()
    assert "主管采购的业务工作" in theirs and "对采购的党风廉政建设负领导责任" in theirs


def test_the_board_names_the_overdue_first(listed: tuple[District, UUID], plan: UUID) -> None:
    made, _ = listed
    assign(made, plan, *drafts(made, 2))
    assign(made, plan, *drafts(made, 1, 3, date(2026, 5, 29)), since=date(2026, 5, 1))
    text = login(made, "recorder").get("/duties/tasks/").content.decode()
    assert text.index("第3项任务") < text.index("第1项任务")
    assert "逾期1个工作日" in text


@pytest.mark.parametrize("count", [10, 400, pytest.param(10_000, marks=pytest.mark.deep)])
def test_a_board_is_read_in_few_queries(listed: tuple[District, UUID], plan: UUID, count: int) -> None:
    made, _ = listed
    for start in range(1, count + 1, 1000):
        assign(made, plan, *drafts(made, min(count, 1000), start))
    client = login(made, "recorder")
    client.get("/duties/tasks/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/duties/tasks/?by=lead").status_code == 200
    assert len(asked) <= 15, "\n".join(query["sql"][:160] for query in asked)


def test_a_task_is_reported_and_finished_on_its_page(listed: tuple[District, UUID], plan: UUID) -> None:
    made, _ = listed
    [task] = assign(made, plan, *drafts(made, 1))
    client = login(made, "water-head")
    assert client.post(f"/duties/tasks/{task}/progress", {"words": "完成招标", "share": "30%"}).status_code == 302
    text = client.get(f"/duties/tasks/{task}/").content.decode()
    assert "完成招标" in text and "30%" in text
    other = login(made, "street-secretary").get(f"/duties/tasks/{task}/").content.decode()
    assert "完成招标" not in other and "有 1 条记录" in other
    refused = client.post(f"/duties/tasks/{task}/finish", {"words": " ", "on": "2026-06-01"})
    assert refused.status_code == 422 and "请填写" in refused.content.decode()
    assert client.post(f"/duties/tasks/{task}/finish", {"words": "全部完成", "on": "2026-06-01"}).status_code == 302
    assert tasks.task(task).state == "finished"


def test_a_task_is_reassigned_and_withdrawn_by_the_office(listed: tuple[District, UUID], plan: UUID) -> None:
    made, _ = listed
    [task] = assign(made, plan, *drafts(made, 1))
    office = login(made, "recorder")
    form = {"lead": made.posts["member-2"], "main": made.organs["parks"], "assisting": [made.organs["water"]],
            "due": "2026-10-31", "since": "2026-06-01", "why": "职责调整"}  # fmt: skip
    assert office.post(f"/duties/tasks/{task}/reassign", form).status_code == 302
    assert tasks.task(task).main == made.organs["parks"]
    assert office.post(f"/duties/tasks/{task}/withdraw", {"why": "上级取消", "since": "2026-06-01"}).status_code == 302
    assert "上级取消" in office.get(f"/duties/tasks/{task}/").content.decode()


def test_a_sheet_is_looked_at_first_and_then_written(listed: tuple[District, UUID], plan: UUID) -> None:
    made, _ = listed
    office = login(made, "recorder")
    answer = upload(office, plan, [row(number) for number in range(1, 38)])
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert "全部 37 行无误，尚未写入" in text and not tasks.plan_of(plan).tasks.exists()
    kept = text.split('name="file" value="')[1].split('"')[0]
    assert office.post(f"/duties/tasks/plans/{plan}/import", {"file": kept}).status_code == 302
    assert tasks.plan_of(plan).tasks.count() == 37
    again = office.get(f"/duties/tasks/plans/{plan}/tasks.xlsx").content
    assert len(sheets.read(again, sheet.COLUMNS).rows) == 37


@pytest.mark.parametrize(
    ("changes", "heading", "words"),
    [
        ({"main": ""}, "主责单位", "须有且只有一个主责单位"),
        ({"lead": ""}, "牵头领导", "须有且只有一名牵头领导"),
        ({"lead": "区委常委（钱）、区委常委（孙）"}, "牵头领导", "须有且只有一名牵头领导"),
        ({"main": "试区水务局、试区交通局", "assisting": ""}, "主责单位", "须有且只有一个主责单位"),
        ({"lead": "查无此职"}, "牵头领导", "没有这位在任的领导：查无此职"),
        ({"assisting": "试区水务局"}, "协办单位", "同一单位出现两次"),
        ({"assisting": "查无单位"}, "协办单位", "没有这个单位：查无单位"),
        ({"number": 1}, "编号", "编号重复"),
        ({"due": date(2026, 5, 1)}, "完成时限", "早于今天"),
        ({"title": ""}, "任务", "不能为空"),
    ],
)
def test_one_bad_row_refuses_the_whole_sheet(
    listed: tuple[District, UUID], plan: UUID, changes: dict[str, object], heading: str, words: str
) -> None:
    made, _ = listed
    answer = upload(login(made, "recorder"), plan, [row(1), row(2, **changes), row(3)])
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert heading in text and words in text and ">3<" in text
    assert not tasks.plan_of(plan).tasks.exists()


def test_all_bad_rows_are_named_at_once(listed: tuple[District, UUID], plan: UUID) -> None:
    made, _ = listed
    content = sheets.write(sheet.COLUMNS, [row(1, main=""), row(2), row(3, lead=""), row(3)])
    made_of = sheet.checked(plan=plan, by=made.actor("recorder"), content=content)
    assert [(error.number, error.heading) for error in made_of.errors] == [
        (2, "主责单位"),
        (4, "牵头领导"),
        (5, "编号"),
    ]


def test_a_plan_is_founded_and_a_task_typed(listed: tuple[District, UUID]) -> None:
    made, _ = listed
    office = login(made, "recorder")
    answer = office.post("/duties/tasks/new", {"year": "2026", "name": "党风廉政建设重点任务"})
    assert answer.status_code == 302
    plan = answer.url.split("plan=")[1]
    form = {"number": "1", "title": "开展排查", "lead": "", "main": made.organs["water"], "due": "2026-11-30"}
    refused = office.post(f"/duties/tasks/plans/{plan}/new", form)
    assert refused.status_code == 409 and "牵头领导" in refused.content.decode()
    assert "開展排查" not in refused.content.decode() and "开展排查" in refused.content.decode()
    assert office.post(f"/duties/tasks/plans/{plan}/new", form | {"lead": made.posts["member-1"]}).status_code == 302
    assert login(made, "street-secretary").post("/duties/tasks/new", {"year": "x", "name": ""}).status_code == 422


def test_the_desk_says_what_runs_out_and_what_nobody_answers_for(listed: tuple[District, UUID], plan: UUID) -> None:
    made, _ = listed
    assign(made, plan, *drafts(made, 1, 1, date(2026, 5, 29)), since=date(2026, 5, 1))
    assign(made, plan, *drafts(made, 1, 2, date(2026, 6, 3)), *drafts(made, 1, 3))
    found = todo_for(made.actor("member-1"))
    assert [(one.title, one.state, one.urgent) for one in found] == [
        ("第1项任务", "逾期1个工作日", True),
        ("第2项任务", "还有2个工作日", False),
    ]
    assert [one.title for one in todo_for(made.actor("water-head"))] == ["第1项任务", "第2项任务"]
    assert todo_for(made.actor("roads-head")) == []
    [gap] = todo_for(made.actor("secretary"))
    assert gap.state == "责任空白" and "没有分工表" in gap.title
    assert "责任空白" in login(made, "secretary").get("/").content.decode()


def test_a_task_may_serve_an_item_of_the_list(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    office, last = login(made, "recorder"), lists.last_version(list_id)
    assert last
    item = lists.items_of(last.pk)[0]
    plan = office.post("/duties/tasks/new", {"year": "2026", "name": "重点任务"}).url.split("plan=")[1]
    assert item.text in office.get(f"/duties/tasks/plans/{plan}/new").content.decode()
    form = {"number": "1", "title": "开展排查", "lead": made.posts["member-1"], "main": made.organs["water"],
            "due": "2026-11-30", "duty": item.item}  # fmt: skip
    assert office.post(f"/duties/tasks/plans/{plan}/new", form | {"duty": UUID(int=5)}).status_code == 422
    assert office.post(f"/duties/tasks/plans/{plan}/new", form).status_code == 302
    task = tasks.plan_of(UUID(plan)).tasks.get()
    assert task.duty == item.item and item.text in office.get(f"/duties/tasks/{task.pk}/").content.decode()
