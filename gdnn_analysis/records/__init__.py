"""Many reports become one record: de-duplication, units and areas over time, filing status."""
