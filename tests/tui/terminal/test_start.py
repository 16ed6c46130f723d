"""Starting: light imports, no ssl, the collector off and on again, nothing left behind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.e2e.home import private_home

PROGRAM = """
import gc, json, os, sys
from plantui.tui.terminal.start import launch
light = not {"textual", "rich", "asyncio", "ssl"} & set(sys.modules)
seen = {}

class App:
    def run(self, *, mouse):
        import asyncio.sslproto
        seen.update(mouse=mouse, collecting=gc.isenabled(), ssl=asyncio.sslproto.ssl is not None)

def factory():
    import asyncio
    seen.update(press=os.environ.get("TEXTUAL_PRESS"), inside=gc.isenabled())
    return App()

app = launch(factory)
import ssl
print(json.dumps(seen | dict(
    light=light, app=type(app).__name__, after=gc.isenabled(), later=ssl.OPENSSL_VERSION[:7],
    environment=os.environ.get("TEXTUAL_PRESS"),
)))
"""


def run(tmp_path: Path, program: str) -> dict[str, Any]:
    environment = private_home(tmp_path, TEXTUAL_PRESS="q")
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_launch(tmp_path: Path) -> None:
    assert run(tmp_path, PROGRAM) == {
        "light": True,
        "app": "App",
        "press": None,
        "environment": "q",
        "mouse": False,
        "inside": False,
        "collecting": False,
        "after": True,
        "ssl": False,
        "later": "OpenSSL",
    }


def test_ssl_that_is_loaded_already_stays(tmp_path: Path) -> None:
    assert run(tmp_path, "import ssl" + PROGRAM.replace("light = not", "light = False and"))["ssl"] is True


def test_a_factory_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    program = """
import gc, json, sys
from plantui.tui.terminal.start import launch
try:
    launch(lambda: 1 / 0)
except ZeroDivisionError:
    print(json.dumps({"ssl": "ssl" in sys.modules, "collecting": gc.isenabled()}))
"""
    assert run(tmp_path, program) == {"ssl": False, "collecting": True}
