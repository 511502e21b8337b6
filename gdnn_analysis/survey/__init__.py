"""Design-based estimation on any DataFrame; knows nothing of this plan."""
