"""Finds words to translate that stand in tables of data, for Babel (see babel.cfg)."""

import ast
from collections.abc import Iterator
from typing import IO, Any

Message = tuple[int, None, str, list[str]]


def from_table(
    file: IO[bytes], _keywords: Any, _comment_tags: Any, options: dict[str, str]
) -> Iterator[Message]:
    """Argument number `argument` of every row of the tuple that is named `table`."""
    for statement in ast.parse(file.read()).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Tuple):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
            if options["table"] in names:
                yield from _of_rows(statement.value, int(options["argument"]))


def _of_rows(table: ast.Tuple, argument: int) -> Iterator[Message]:
    for row in table.elts:
        if isinstance(row, ast.Call) and isinstance(said := row.args[argument], ast.Constant):
            yield said.lineno, None, str(said.value), []
