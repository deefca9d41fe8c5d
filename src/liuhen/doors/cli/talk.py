"""进度 Progress bars on the error stream: what a command prints as its result stays apart from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


@dataclass
class Bar:
    """进度条 One long work, of so many steps or pieces."""

    progress: Progress
    task: TaskID

    def step(self, words: str) -> None:
        """下一步 The step before is done; this one begins."""
        self.progress.update(self.task, description=words)
        self.progress.advance(self.task)

    def reach(self, done: int) -> None:
        """已到 So many pieces are done."""
        self.progress.update(self.task, completed=done)


@contextmanager
def bar(words: str, total: int | None) -> Iterator[Bar]:
    """显示进度 A bar while the block runs. Without a terminal nothing is drawn."""
    console = Console(stderr=True)
    with Progress(*COLUMNS, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bar(progress, progress.add_task(words, total=total))


@contextmanager
def pieces(words: str, total: int) -> Iterator[Callable[[int], None]]:
    """逐件 A bar for work that reports how many pieces it has done."""
    with bar(words, total) as one:
        yield one.reach
