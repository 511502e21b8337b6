"""The command ``gdnn``: arguments in, exit code out."""

from gdnn_analysis.cli.start import main

__all__ = ["main"]
