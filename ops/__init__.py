"""Operations: the local stack, migrations, imports and the command line."""
