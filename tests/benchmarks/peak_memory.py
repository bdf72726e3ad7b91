"""The memory that a piece of work takes in a process of its own, printed and kept."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TELLS_PEAK = Path("/proc/self/status").exists()
needs_peak = pytest.mark.skipif(not TELLS_PEAK, reason="no record of peak memory")

_PEAK = """
import sys
from pathlib import Path
from replay import racefile
{imports}
if len(sys.argv) > 1:
    {work}
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


def keep_peak(benchmark: Any, what: str, imports: str, work: str, path: Path) -> None:
    """Run `work` on a path after `imports`; keep its peak and that before it begins, megabytes."""
    program = _PEAK.format(imports=imports, work=work)

    def peak(*arguments: str) -> float:
        command = [sys.executable, "-c", program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return int(done.stdout) / 1024

    idle = peak()
    whole = benchmark.pedantic(peak, (str(path),), rounds=1)
    benchmark.extra_info |= {"idle_mb": round(idle, 1), "peak_mb": round(whole, 1)}
    print(f"{what}: {whole:.1f} MB at most, {idle:.1f} MB before it begins")
