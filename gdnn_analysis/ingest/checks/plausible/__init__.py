"""Warnings about accepted rows that look odd: DQ-06, DQ-08 to DQ-18. None removes a row (RL-10)."""
