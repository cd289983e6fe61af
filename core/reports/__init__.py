"""The engine of the reports: definitions, the SELECTs around their queries, rows as text."""
