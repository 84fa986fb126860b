"""The command fadu, which this package holds as a program of its own: same arguments, same output, same exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

_NAME = "fadu.exe" if os.name == "nt" else "fadu"


def path() -> Path:
    """Where the program stands."""
    return Path(__file__).with_name("bin") / _NAME


def main() -> NoReturn:
    program = str(path())
    arguments = [program, *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.run(arguments, check=False).returncode)
    os.execv(program, arguments)
