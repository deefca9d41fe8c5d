"""公文打印 Official documents as PDF (GB/T 9704-2012, PDF/A-3b) and editable .docx; knows no book and no domain."""

from liuhen.ui.paper.render import Printed, PrintError, render

__all__ = ["PrintError", "Printed", "render"]
