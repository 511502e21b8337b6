"""What can go wrong while a report is made; each message names the thing and the remedy."""

from __future__ import annotations

from collections.abc import Sequence

from gdnn_analysis.language import say


class RenderError(Exception):
    """Base of all errors of ``render``; its text is fit to be shown to the user."""


class Refused(RenderError):  # noqa: N818 (names what happened, as NotebookFailed does)
    """Something that is refused, all faults at once.

    Attributes
    ----------
    faults
        One sentence per fault.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[str, ...]]]:
        return type(self), (self.faults,)


class ParameterError(Refused):
    """Report parameters that are refused (exit code 2); faults in the order they were given."""


class NotebookFailed(RenderError):  # noqa: N818 (a name users of the API know)
    """A cell of the report's notebook failed (exit code 4).

    Attributes
    ----------
    heading
        Nearest heading above the failing cell; empty when there is none.
    cause
        What the cell said last, as a sentence.
    """

    def __init__(self, heading: str, cause: str) -> None:
        self.heading = heading
        self.cause = cause
        place = heading or say("phần mở đầu", "the opening cells")
        super().__init__(
            say(
                "Sổ tính toán dừng ở mục “{place}”: {cause}",
                "The notebook stopped at “{place}”: {cause}",
                place=place,
                cause=cause,
            )
        )

    def __reduce__(self) -> tuple[type[NotebookFailed], tuple[str, str]]:
        return type(self), (self.heading, self.cause)


class DocumentError(RenderError):
    """The executed notebook does not add up to a report (exit code 4)."""


class WordTemplateError(RenderError):
    """The office's Word template cannot be used; names everything wrong with it (exit code 3)."""


class StoreError(RenderError):
    """A file the notebook should have stored for the writers is missing or not as agreed."""


class OutputError(RenderError, OSError):
    """The place to write to cannot be written (exit code 3)."""
