"""What API and workers share: configuration, database, reports, wake-ups; no HTTP, no queue."""
