"""Files → rows as they were typed: folders, formats, headers, and what is no row."""
