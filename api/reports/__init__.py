"""Reports: made from reports.json and sql/reports alone."""
