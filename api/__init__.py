"""The door: HTTP to one CALL or one SELECT; knows no business rule."""
