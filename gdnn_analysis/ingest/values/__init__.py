"""Cells as typed → values of the contract: texts, codes, numbers, dates, truth values."""
