"""Reports: definitions, the SELECTs around their queries, rows as text."""
