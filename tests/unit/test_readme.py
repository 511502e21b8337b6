"""The README's commands, which `.ci/run` runs as printed, are targets of the Makefile."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def printed_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_there_are_two_commands_and_both_are_targets():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert printed_commands() == ["make report", "make test"]
    for command in printed_commands():
        assert re.search(rf"^{command.removeprefix('make ')}:", makefile, re.MULTILINE)


def test_ci_takes_its_commands_from_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert "make lint types layers docs" in script
