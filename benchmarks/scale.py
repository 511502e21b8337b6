"""Time and memory of the whole chain at the size of 1, 10 and 60 provinces.

``python -m benchmarks.scale [FOLDER]`` writes the fictional datasets into FOLDER (a temporary one
by default; existing ones are used again) and prints a table. Every size runs in a process of its
own, so that memory is that size's peak and start-up is not counted.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

SIZES: Final = (1, 10, 60)
TABLES: Final = ("media", "events", "channel_metrics", "survey_responses")
CREATED: Final = "2026-06-30"


def measure(folder: Path) -> dict[str, float]:
    """Return rows, seconds and peak memory of one dataset; run it in a fresh process."""
    import gdnn_analysis as gdnn  # imported here: start-up is not part of the time
    from gdnn_analysis.cli.start import relax_collector

    relax_collector()  # as the command line does
    load, evaluate = gdnn.load, gdnn.evaluate
    started = time.process_time()
    data = load(folder)
    loaded = time.process_time()
    evaluation = evaluate(data, "2021-2025", created=CREATED)
    finished = time.process_time()
    return {
        **{name: float(len(data[name])) for name in TABLES},
        "rows": float(data.counts["rows_read"].sum()),
        "figures": float(len(evaluation.results)),
        "load_s": loaded - started,
        "indicators_s": finished - loaded,
        "peak_mb": peak_memory(),
    }


def peak_memory() -> float:
    """Return the peak memory of this process in MB, or nan where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write_dataset(folder: Path, scale: int) -> Path:
    """Write the fictional dataset of a scale, unless it is there already."""
    target = folder / f"demo-{scale}"
    if not target.exists():
        command = [sys.executable, "-m", "gdnn_analysis", "demo", str(target)]
        subprocess.run([*command, "--scale", str(scale)], check=True, stdout=subprocess.DEVNULL)
    return target


def table(measured: dict[int, dict[str, float]]) -> str:
    """Return the table: one line per size, times also per million rows."""
    lines = [
        "| provinces | media | events | channel metrics | respondents | rows | load s |"
        " indicators s | total s | s per million rows | peak MB | MB per million rows |",
        "|---" * 12 + "|",
    ]
    for size, one in measured.items():
        total, millions = one["load_s"] + one["indicators_s"], one["rows"] / 1e6
        cells = [f"{size}", *(f"{one[name]:,.0f}" for name in (*TABLES, "rows"))]
        cells += [f"{one['load_s']:.1f}", f"{one['indicators_s']:.1f}", f"{total:.1f}"]
        cells += [f"{total / millions:.1f}", f"{one['peak_mb']:,.0f}"]
        cells += [f"{one['peak_mb'] / millions:,.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure all sizes, or with ``--measure FOLDER`` one dataset in this process."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measure(Path(arguments[1]))))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[0]) if arguments else Path(scratch)
        measured = {}
        for size in SIZES:
            target = write_dataset(folder, size)
            command = [sys.executable, "-m", "benchmarks.scale", "--measure", str(target)]
            found = subprocess.run(command, check=True, capture_output=True, text=True)
            measured[size] = json.loads(found.stdout)
    print(table(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
