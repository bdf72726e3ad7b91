"""The page of columns, `src/replay/tables/README.md`: its tables come from the rows' own fields.

    .venv-test/bin/python -m tests.tables.column_page

writes them anew; all else of the page stays as it is.
"""

import re
from pathlib import Path

from replay.tables.race_tables import TABLES, TableKind

PAGE = Path(__file__).parents[2] / "src/replay/tables/README.md"

_KINDS = {float: "float", int: "int", str: "text", bool: "bool"}


def table_of(table: TableKind) -> str:
    """The columns of a table in Markdown."""
    lines = ["| column | type | unit | what it holds |", "|---|---|---|---|"]
    for column in table.columns:
        kind = _KINDS[column.kind] + (" or none" if column.nullable else "")
        lines.append(f"| `{column.name}` | {kind} | {column.unit or ''} | {column.meaning} |")
    return "\n".join(lines)


def renewed(page: str) -> str:
    """The page with its tables as they are now."""
    for table in TABLES.values():
        begins = f"<!-- {table.name} -->\n\n"
        before, found, after = page.partition(begins)
        rows = re.match(r"(\|.*\n)*", after)
        assert rows is not None
        if not found:
            raise ValueError(f"the page has no place for {table.name}")
        page = before + begins + table_of(table) + "\n" + after[rows.end() :]
    return page


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
