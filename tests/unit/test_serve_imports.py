"""What the server imports."""

from __future__ import annotations

import json
import subprocess
import sys

CODE = """
import json, sys, time
from nbblocks.serve.imports import ABSENT, EMPTY, without_needless
with without_needless():
    import nbblocks.serve.app
hidden = [name for name in (*ABSENT, *EMPTY, "lark", "urllib3", "arrow") if name in sys.modules]
import requests, soupsieve
print(json.dumps([hidden, hasattr(requests, "get"), hasattr(soupsieve, "select")]))
"""


def test_the_server_is_imported_without_what_it_does_not_need_and_others_can_import_that():
    answer = subprocess.run([sys.executable, "-W", "error", "-c", CODE], capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout) == [[], True, True]
