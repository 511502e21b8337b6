"""``gdnn demo`` and ``gdnn lab``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gdnn_analysis.cli.console import DONE, UNREADABLE, Voice, stop, working
from gdnn_analysis.language import say
from gdnn_analysis.plan.location import notebooks_folder


def run_demo(voice: Voice, folder: Path, *, seed: int, scale: int) -> int:
    """Write the fictional dataset; an existing folder with other files is not touched."""
    from gdnn_analysis.demo import write_demo

    if folder.exists() and not folder.is_dir():
        stop(
            "“{path}” là tệp, không phải thư mục. Chọn tên khác.",
            "“{path}” is a file, not a folder. Choose another name.",
            code=UNREADABLE,
            path=folder,
        )
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "datapackage.json").exists():
        stop(
            "Thư mục “{path}” đã có tệp không phải số liệu minh họa; không ghi đè. Chọn thư mục "
            "trống.",
            "Folder “{path}” holds files that are not demo data; nothing was overwritten. Choose "
            "an empty folder.",
            code=UNREADABLE,
            path=folder,
        )
    with working(voice, say("Đang ghi số liệu minh họa…", "Writing demo data…")):
        try:
            write_demo(folder, seed=seed, scale=scale)
        except OSError as error:
            stop(
                "Không ghi được vào “{path}”: {cause}.",
                "Cannot write to “{path}”: {cause}.",
                code=UNREADABLE,
                path=folder,
                cause=error.strerror or error,
            )
    voice.tell(say("Đã ghi vào {path}", "Written to {path}", path=folder))
    return DONE


def run_lab(voice: Voice) -> int:
    """Open JupyterLab on the notebooks folder."""
    voice.tell(say("Mở JupyterLab…", "Opening JupyterLab…"))
    command = [sys.executable, "-m", "jupyterlab", str(notebooks_folder())]
    return subprocess.run(command, check=False).returncode
