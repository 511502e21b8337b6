"""Results → blocks: the three presenters (tables, figures, narrative), strangers to each other."""
