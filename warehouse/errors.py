"""What can go wrong in the warehouse, by what a person does about it.

Each message reads ``<where>: <what was found>; <what was expected>; <what to do>``.
"""

from __future__ import annotations


class WarehouseError(Exception):
    """Any error of this package; ``str(error)`` can be shown to a user as it is."""


class BusyError(WarehouseError):
    """Another process writes the same data home: wait for it, or end it."""


class MissingError(WarehouseError):
    """Something was not built or not found yet: run the command that the message names."""


class DamagedError(WarehouseError):
    """A file was cut short or changed: the message names the file and how to replace it."""


class RefusedError(WarehouseError):
    """The data or the SQL break a rule (a check, a layer, the catalogue): mend what the message names."""


class QueryError(WarehouseError):
    """A query could not be answered: mend the query."""


class QueryTimeoutError(QueryError):
    """A query ran longer than it may: ask for less, or allow more seconds."""


def first_line(error: Exception) -> str:
    """What another library says of an error, without its drawings of where."""
    return str(error).strip().partition("\n")[0]
