"""Makes src/ importable in this environment and gives it the command `liuhen`: an editable install without a build."""

import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = f"""#!{sys.executable}
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.config.settings")
from liuhen.doors.cli import main
sys.exit(main())
"""

Path(sysconfig.get_path("purelib"), "liuhen.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
script = Path(sysconfig.get_path("scripts"), "liuhen")
script.write_text(COMMAND, encoding="utf-8")
script.chmod(0o755)
