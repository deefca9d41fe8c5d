"""`liuhen demo` as a visitor starts it: built, kept, audited, a dossier taken out of it, served and stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from liuhen.doors.cli.demo.words import PIN, ROLES
from liuhen.organs.fengtai import known_id
from tests.cli.conftest import LIUHEN, outside

Shell = Callable[..., subprocess.CompletedProcess[str]]
PATIENCE = 60


def test_the_demo_from_its_first_start_to_its_stop(shell: Shell, tmp_path: Path) -> None:
    first = shell("demo")
    assert first.returncode == 0, first.stderr
    assert "演示区已搭好" in first.stdout
    assert all(login in first.stdout for login in [PIN, *ROLES])
    again = shell("demo")
    assert (again.returncode, "已有演示数据" in again.stdout) == (0, True)
    whole = shell("audit", LIUHEN_DEMO="1")
    assert (whole.returncode, "无差错" in whole.stdout) == (0, True), whole.stdout
    _the_dossier_goes_out_and_verifies(shell, tmp_path)
    _it_is_served_and_stopped(tmp_path)
    assert shell("audit", LIUHEN_DEMO="1").returncode == 0
    _a_real_book_is_left_alone(shell)


def _the_dossier_goes_out_and_verifies(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "north.zip"
    made = shell("export", known_id("motion", "north"), out, "--as", "united-front-head", LIUHEN_DEMO="1")
    assert made.returncode == 0, made.stderr
    sound = shell("verify", out)
    assert (sound.returncode, "结论：全部通过" in sound.stdout) == (0, True), sound.stdout
    broken = bytearray(out.read_bytes())
    place = broken.index(b'"occurred"')
    broken[place + 15] ^= 1
    out.write_bytes(broken)
    assert shell("verify", out).returncode == 1
    stranger = shell("export", known_id("motion", "north"), out, "--as", "street-secretary", LIUHEN_DEMO="1")
    assert (stranger.returncode, "不能办理" in stranger.stderr) == (1, True)
    assert shell("export", "没有这个编号", out, "--as", "recorder", LIUHEN_DEMO="1").returncode == 1


def _it_is_served_and_stopped(tmp_path: Path) -> None:
    port = _free_port()
    running = subprocess.Popen(
        [LIUHEN, "serve", "--port", str(port)],
        env=outside(tmp_path) | {"DJANGO_SETTINGS_MODULE": "liuhen.config.demo"},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        page = _wait_for(f"http://localhost:{port}/login")
        assert PIN in page
        assert ROLES["party-secretary"] in page
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(30)
    assert not _answers(port)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, 0)
        raise AssertionError("somebody is left behind")


def _a_real_book_is_left_alone(shell: Shell) -> None:
    refused = shell("demo", "--fresh", LIUHEN_BOOK="liuhen.example.gov.cn")
    assert (refused.returncode, "这不是演示环境" in refused.stderr) == (1, True)


def _wait_for(address: str) -> str:
    for _ in range(PATIENCE * 5):
        with suppress(OSError), urllib.request.urlopen(address, timeout=20) as answer:
            return answer.read().decode()
        time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
