"""启动 The web server and the sequencer together, for a demonstration or one office; both stop with either.

A county runs them as separate services (see deploy/).
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 180  # seconds until the first page must answer; an old office PC under load takes its time
PAUSE = 0.1  # seconds between two looks


def commands(host: str, port: int) -> list[list[str]]:
    """命令 What is started: granian with two workers, and the sequencer."""
    folder = Path(sys.executable).parent
    server = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--log-level", "warning"]
    address = ["--host", host, "--port", str(port)]
    return [
        [str(folder / "granian"), *server, *address, "liuhen.config.wsgi:application"],
        [str(folder / "liuhen"), "sequence"],
    ]


def serve(host: str, port: int) -> int:
    """运行 Runs both until one ends or the person stops them; returns an exit code."""
    if answers(host, port):
        print(f"端口 {port} 已被占用；请换一个：make demo PORT=8001", file=sys.stderr)
        return 1
    children = [subprocess.Popen(command, start_new_session=True) for command in commands(host, port)]
    try:
        return _watch(children, host, port)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(children)


def answers(host: str, port: int) -> bool:
    """是否应答 Whether somebody listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1" if host == "0.0.0.0" else host, port)) == 0


def _watch(children: list[subprocess.Popen[bytes]], host: str, port: int) -> int:
    """Says the address once the server answers, then waits for the first child to end."""
    waited, announced = 0.0, False
    while all(child.poll() is None for child in children):
        if not announced and answers(host, port):
            print(f"\n  留痕已启动：http://localhost:{port}    （Ctrl+C 停止）\n", flush=True)
            announced = True
        if not announced and waited > PATIENCE:
            print("服务器没有应答", file=sys.stderr)
            return 1
        time.sleep(PAUSE)
        waited += PAUSE
    return next(child.returncode for child in children if child.returncode is not None) or 1


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Asks each to end what it is doing; whoever does not is ended."""
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def main() -> int:
    """命令行 `python -m liuhen.config.serve --host 127.0.0.1 --port 8000`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return serve(given.host, given.port)


if __name__ == "__main__":
    sys.exit(main())
