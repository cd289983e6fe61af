"""What tests stand on: a stack of their own, logins, a shop that fills itself."""
