"""Write the checks that compare tables with the audit from what guards them."""

from __future__ import annotations

from ops.migrations.guards import Column, Guard

# Three steps, so that the columns are looked at one by one only where something differs: the
# rows found by their keys, all at once, and the limit keeps the optimizer from merging steps.
_COMPARED = """\
-- {name}: {purpose}
-- Written by ./store db generate from guarded_tables and guarded_columns.
WITH newest AS (
    SELECT
        e.row_key,
        e.action,
        COALESCE(e.new_values, e.old_values) AS told_values
    FROM (
        SELECT MAX(entry_id) AS entry_id
        FROM store_audit.entries
        WHERE table_name = '{table}' AND action IN ('insert', 'update', 'delete')
        GROUP BY row_key
    ) AS m
    INNER JOIN store_audit.entries AS e ON m.entry_id = e.entry_id
),

compared AS (
    SELECT
        n.row_key,
        n.action <> 'delete' AS is_told,
        r.{first} IS NOT NULL AS is_there,
        n.told_values,
        JSON_OBJECT(
{pairs}
        ) AS row_values
    FROM newest AS n
    LEFT JOIN {table} AS r
        ON
{keys}{seals}
    HAVING
        {gone}
        OR (
            is_told
            AND CAST(told_values AS CHAR) COLLATE utf8mb4_bin <> CAST(row_values AS CHAR)
        )
    LIMIT 1000000000 -- noqa: AM09
)

SELECT
    c.row_key,
    CASE
        WHEN c.is_told AND c.is_there THEN CONCAT(k.column_name, ' is not what the audit says')
        WHEN c.is_there THEN 'came without an entry'
        ELSE 'went without an entry'
    END AS problem
FROM compared AS c
LEFT JOIN JSON_TABLE(
    JSON_KEYS(c.told_values), '$[*]' COLUMNS (column_name VARCHAR(64) PATH '$')
) AS k
    -- A column that the entry does not know, or the table no more, is compared with nothing.
    ON
        c.is_told AND c.is_there
        AND CAST(
            JSON_EXTRACT(c.told_values, CONCAT('$.', k.column_name)) AS CHAR
        ) COLLATE utf8mb4_bin
        <> CAST(JSON_EXTRACT(c.row_values, CONCAT('$.', k.column_name)) AS CHAR)
WHERE c.is_told <> c.is_there OR k.column_name IS NOT NULL"""
_CAME = """
UNION ALL
SELECT
    {key} AS row_key,
    'came without an entry' AS problem
FROM {table} AS r
WHERE
    NOT EXISTS (
        SELECT 1
        FROM store_audit.entries AS e
        WHERE
            e.table_name = '{table}'
            AND e.row_key
            = {key} COLLATE utf8mb4_bin
            AND e.action IN ('insert', 'update', 'delete')
    )
    -- What came in a month that has been dropped is told by nothing.
    AND NOT EXISTS (SELECT 1 FROM store_audit.seals AS s WHERE s.is_dropped)"""
# Without its key nothing can be said of what was sealed: its name is left out.
_SEALS = "\n    LEFT JOIN user_seals AS s ON r.{owner} = s.user_id"
_AUDITED = "each row of {} is what the audit says, and none came or went without an entry."
_RECORDED = "each row of {} that has changed is what the audit says."


def generated_checks(guards: list[Guard]) -> dict[str, str]:
    """The check of each table that the audit tells of, by its name."""
    return {
        name: _check(name, guard)
        for guard in guards
        if guard.kind in ("audited", "recorded")
        for name in (f"audit_of_{guard.table}",)
    }


def _check(name: str, guard: Guard) -> str:
    is_audited = guard.kind == "audited"
    owners = {each.owner for each in guard.recorded if each.owner}
    text = _COMPARED.format(
        name=name,
        purpose=(_AUDITED if is_audited else _RECORDED).format(guard.table),
        table=guard.table,
        # A row that came back left an entry only where those that come are told.
        gone="is_told <> is_there" if is_audited else "is_told > is_there",
        first=guard.key[0].name,
        pairs=",\n".join(f"            {_name(each)}, {_value(each)}" for each in guard.recorded),
        keys="            " + "\n            AND ".join(_key(each) for each in guard.key),
        seals="".join(_SEALS.format(owner=owner) for owner in owners),
    )
    if is_audited:
        keys = ", ".join(f"r.{column.name}" for column in guard.key)
        text += _CAME.format(table=guard.table, key=f"CONCAT_WS('/', {keys})")
    return f"{text};\n"


def _key(column: Column) -> str:
    told = f"JSON_UNQUOTE(JSON_EXTRACT(n.told_values, '$.{column.name}'))"
    if column.is_text:
        return (
            f"r.{column.name} = CONVERT(\n"
            f"                {told} USING utf8mb4\n"
            "            ) COLLATE utf8mb4_bin"
        )
    return f"r.{column.name} = CAST(\n                {told} AS UNSIGNED\n            )"


def _name(column: Column) -> str:
    sealed = f"IF(s.user_id IS NULL, '-{column.name}', '{column.name}')"
    return sealed if column.treatment == "sealed" else f"'{column.name}'"


def _value(column: Column) -> str:
    plain = f"HEX(r.{column.name})" if column.is_bytes else f"r.{column.name}"
    return f"seal(r.{column.owner}, {plain})" if column.treatment == "sealed" else plain
