"""Documents with generated parts say what the program is."""

from __future__ import annotations

from liuhen.config import docs
from tests.project.files import SRC


def test_every_document_is_current() -> None:
    assert [str(path) for path, said, should in docs.documents() if said != should] == []


def test_picture_of_the_floors_shows_every_package() -> None:
    packages = [path.name for path in SRC.iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    picture = docs.floors()
    assert [name for name in packages if name not in picture] == []


def test_generated_part_is_put_between_its_marks_and_nowhere_else() -> None:
    text = "before\n<!-- floors -->\nold\n<!-- /floors -->\nafter\n"
    put = docs._put(text, "floors", "new")
    assert put == "before\n<!-- floors -->\nnew\n<!-- /floors -->\nafter\n"
    assert docs._put(put, "floors", "new") == put
