"""Health, readiness, and the page behind a mail's link."""
