"""Measurements: tables and ratios, never part of the tests."""
