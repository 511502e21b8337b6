"""Surveys of pupils, parents, enterprises and citizens: C01 to C06, and the account of samples."""
