"""The runner's book-keeping in the schema `store_migrations`."""

from __future__ import annotations

from dataclasses import dataclass, field

from ops.migrations.session import Session, StatementError

_NO_SUCH = (1049, 1146)
_TABLES = (
    """CREATE TABLE IF NOT EXISTS store_migrations.schema_files (
        name VARCHAR(128) NOT NULL,
        checksum CHAR(64) NOT NULL,
        statement_count INT NOT NULL,
        running_statement INT NULL COMMENT 'sent to the server, answer not yet recorded',
        started_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
        finished_at DATETIME(6) NULL,
        PRIMARY KEY (name)
    ) COMMENT 'One row per file of sql/schema.'""",
    """CREATE TABLE IF NOT EXISTS store_migrations.schema_statements (
        name VARCHAR(128) NOT NULL,
        position INT NOT NULL,
        checksum CHAR(64) NOT NULL,
        applied_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
        PRIMARY KEY (name, position)
    ) COMMENT 'One row per statement that is done.'""",
    """CREATE TABLE IF NOT EXISTS store_migrations.objects (
        kind VARCHAR(16) NOT NULL,
        name VARCHAR(128) NOT NULL,
        path VARCHAR(255) NOT NULL,
        checksum CHAR(64) NOT NULL,
        definition MEDIUMTEXT NOT NULL COMMENT 'what the server showed after it was applied',
        applied_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
            ON UPDATE CURRENT_TIMESTAMP(6),
        PRIMARY KEY (kind, name)
    ) COMMENT 'One row per re-appliable file, and one per table.'""",
    """CREATE TABLE IF NOT EXISTS store_migrations.replaced_objects (
        replaced_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        kind VARCHAR(16) NOT NULL,
        name VARCHAR(128) NOT NULL,
        reason VARCHAR(255) NOT NULL,
        definition MEDIUMTEXT NOT NULL,
        replaced_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
        PRIMARY KEY (replaced_id)
    ) COMMENT 'What was dropped, or altered by hand and then replaced.'""",
    """CREATE TABLE IF NOT EXISTS store_migrations.runs (
        run_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        tree_checksum CHAR(64) NOT NULL,
        finished_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
        PRIMARY KEY (run_id)
    ) COMMENT 'One row per apply that came to its end with other files than the last.'""",
)


@dataclass
class SchemaRecord:
    """How far one schema file has come."""

    checksum: str
    statement_count: int
    running_statement: int | None
    finished: bool
    done: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ObjectRecord:
    """What was applied last under this name."""

    path: str
    checksum: str
    definition: str


@dataclass
class Journal:
    """All records, read at once; the writing methods keep them current."""

    session: Session
    schema: dict[str, SchemaRecord] = field(default_factory=dict)
    objects: dict[tuple[str, str], ObjectRecord] = field(default_factory=dict)

    @classmethod
    def create(cls, session: Session) -> Journal:
        """Make the tables where they are missing, then read them."""
        for table in _TABLES:
            session.execute(table)
        return cls.read(session)

    @classmethod
    def read(cls, session: Session) -> Journal:
        """Read what is there; a server without a journal has an empty one."""
        journal = cls(session)
        try:
            journal._load()
        except StatementError as error:
            if error.errno not in _NO_SUCH:
                raise
        return journal

    @property
    def is_empty(self) -> bool:
        return not self.schema and not self.objects

    def _load(self) -> None:
        for name, checksum, count, running, finished in self.session.rows(
            "SELECT name, checksum, statement_count, running_statement, finished_at IS NOT NULL"
            " FROM store_migrations.schema_files"
        ):
            self.schema[name] = SchemaRecord(checksum, count, running, bool(finished))
        for name, checksum in self.session.rows(
            "SELECT name, checksum FROM store_migrations.schema_statements ORDER BY name, position"
        ):
            self.schema[name].done.append(checksum)
        for kind, name, path, checksum, definition in self.session.rows(
            "SELECT kind, name, path, checksum, definition FROM store_migrations.objects"
        ):
            self.objects[kind, name] = ObjectRecord(path, checksum, definition)

    def names(self, kind: str) -> list[str]:
        return sorted(name for recorded, name in self.objects if recorded == kind)

    def start_file(self, name: str, checksum: str, statement_count: int) -> SchemaRecord:
        """A file begins, or begins again after its undone statements were edited."""
        self.session.execute(
            "INSERT INTO store_migrations.schema_files (name, checksum, statement_count)"
            " VALUES (%s, %s, %s)"
            " ON DUPLICATE KEY UPDATE checksum = VALUES(checksum),"
            " statement_count = VALUES(statement_count)",
            (name, checksum, statement_count),
        )
        record = self.schema.setdefault(name, SchemaRecord(checksum, statement_count, None, False))
        record.checksum, record.statement_count = checksum, statement_count
        return record

    def statement_runs(self, name: str, position: int) -> None:
        self.session.execute(
            "UPDATE store_migrations.schema_files SET running_statement = %s WHERE name = %s",
            (position, name),
        )

    def statement_stopped(self, name: str) -> None:
        """The server refused: so nothing of the statement was done."""
        self.session.execute(
            "UPDATE store_migrations.schema_files SET running_statement = NULL WHERE name = %s",
            (name,),
        )

    def statement_done(self, name: str, position: int, checksum: str) -> None:
        self.session.execute(
            "INSERT INTO store_migrations.schema_statements (name, position, checksum)"
            " VALUES (%s, %s, %s)",
            (name, position, checksum),
        )
        self.session.execute(
            "UPDATE store_migrations.schema_files SET running_statement = NULL WHERE name = %s",
            (name,),
        )
        self.schema[name].done.append(checksum)

    def finish_file(self, name: str) -> None:
        self.session.execute(
            "UPDATE store_migrations.schema_files SET finished_at = CURRENT_TIMESTAMP(6)"
            " WHERE name = %s",
            (name,),
        )
        self.schema[name].finished = True

    def record(self, key: tuple[str, str], path: str, checksum: str, definition: str) -> None:
        self.session.execute(
            "INSERT INTO store_migrations.objects (kind, name, path, checksum, definition)"
            " VALUES (%s, %s, %s, %s, %s)"
            " ON DUPLICATE KEY UPDATE path = VALUES(path), checksum = VALUES(checksum),"
            " definition = VALUES(definition), applied_at = CURRENT_TIMESTAMP(6)",
            (*key, path, checksum, definition),
        )
        self.objects[key] = ObjectRecord(path, checksum, definition)

    def forget(self, key: tuple[str, str]) -> None:
        self.session.execute(
            "DELETE FROM store_migrations.objects WHERE kind = %s AND name = %s", key
        )
        self.objects.pop(key, None)

    def keep_replaced(self, key: tuple[str, str], reason: str, definition: str) -> None:
        self.session.execute(
            "INSERT INTO store_migrations.replaced_objects (kind, name, reason, definition)"
            " VALUES (%s, %s, %s, %s)",
            (*key, reason, definition),
        )

    def finish_run(self, tree_checksum: str) -> None:
        """Write down that everything of this tree is applied."""
        self.session.execute(
            "INSERT INTO store_migrations.runs (tree_checksum)"
            " SELECT %s FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM store_migrations.runs"
            " WHERE run_id = (SELECT MAX(run_id) FROM store_migrations.runs)"
            " AND tree_checksum = %s)",
            (tree_checksum, tree_checksum),
        )
