"""批量导入 Whole sheets into the book: read, checked row by row, shown, and then written all at once or not at all."""

from liuhen.organs.imports.plan import KINDS, Plan, plan, run, template_of

__all__ = ["KINDS", "Plan", "plan", "run", "template_of"]
