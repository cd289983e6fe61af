"""The office in a real browser, against a real stack."""
