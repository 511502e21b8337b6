"""Recall of messages, corrected for people who say yes to everything."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.variables import Numbers, as_numbers


def net_recall(recalled: pd.DataFrame | pd.Series[Any], decoy: pd.Series[Any]) -> pd.Series[Any]:
    """Return recall of real messages less "recall" of one that was never published.

    Parameters
    ----------
    recalled
        1 or 0 per person and message (``positive``).
    decoy
        1 or 0 per person for the made-up message.

    Returns
    -------
    Series
        Share of the messages recalled minus the decoy, -1 to 1, missing where any answer is. Its
        mean over people is hits minus false alarms (Paulhus et al. 2003, Journal of Personality
        and Social Psychology 84(4), 890-904), and its variance counts both.

    Raises
    ------
    VariableError
        Different rows, or values other than 0 and 1.
    """
    messages = recalled.to_frame() if isinstance(recalled, pd.Series) else recalled
    if not messages.index.equals(decoy.index) or not messages.shape[1]:
        raise VariableError(
            say(
                "Có {count} câu thông điệp với {messages} dòng, câu thông điệp giả có {decoy} "
                "dòng: thiếu câu hoặc các dòng không khớp. Hãy lấy từ cùng một bảng trả lời.",
                "{count} messages have {messages} rows and the decoy has {decoy}: no message, or "
                "the rows do not match. Take both from the same answers.",
                count=messages.shape[1],
                messages=len(messages),
                decoy=len(decoy),
            )
        )
    hits = np.column_stack([_yes_no(messages[name]) for name in messages])
    return pd.Series(hits.mean(axis=1) - _yes_no(decoy), index=decoy.index, name="net_recall")


def _yes_no(values: pd.Series[Any]) -> Numbers:
    numbers = as_numbers(values)
    strange = ~(np.isnan(numbers) | (numbers == 0) | (numbers == 1))
    if strange.any():
        raise VariableError(
            say(
                "Câu “{name}” có giá trị {value}; chỉ nhận 1 (có), 0 (không) và trống. Hãy đọc "
                "mã trả lời bằng positive() trước.",
                "Item “{name}” holds {value}; only 1 (yes), 0 (no) and blank are read. Turn the "
                "codes into these with positive() first.",
                name=values.name,
                value=f"{numbers[strange][0]:g}",
            )
        )
    return numbers
