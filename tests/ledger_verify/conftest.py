"""The twin for browsers runs in Node.js: CI must have it, another machine goes without its tests."""

import os
import shutil

NODE = shutil.which("node")
if NODE is None and os.environ.get("CI") == "true":
    raise RuntimeError("CI needs Node.js for the tests of the browser's verifier")
collect_ignore = [] if NODE else ["test_browser_twin.py"]
