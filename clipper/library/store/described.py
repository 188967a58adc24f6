"""Tables that are described as classes, typed and with their docstrings, and are SQLAlchemy's plain tables below.

SQLAlchemy's mapping reads the same, but is made to turn rows into objects, which a library never does: it would cost
each start a tenth of a second, and each process ten megabytes.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, ClassVar, cast, get_args, get_origin

from sqlalchemy import JSON, Boolean, ColumnClause, Date, DateTime, Enum, Integer, LargeBinary, MetaData, String
from sqlalchemy import Column as CoreColumn
from sqlalchemy import Table as CoreTable
from sqlalchemy.types import TypeEngine

# By the types of SQLAlchemy 2.1 its own Column is of no type at all where it is an attribute of a class.
Column = ColumnClause

# Named constraints, so that a migration can drop what an earlier one made.
_NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_TYPES: dict[Any, type[TypeEngine[Any]]] = {
    int: Integer,
    str: String,
    bool: Boolean,
    bytes: LargeBinary,
    date: Date,
    datetime: DateTime,
    list: JSON,
    dict: JSON,
}


class _Rows(type):
    """The class of the classes below: each stands for its table wherever a statement wants one."""

    __table__: CoreTable

    def __clause_element__(cls) -> CoreTable:
        return cls.__table__


class Table(metaclass=_Rows):
    """Base of all tables. `name: Column[str | None]` is a column; what a type does not say of it, `described` does.

    Codes are stored as their values, lists and dicts as JSON.
    """

    metadata: ClassVar = MetaData(naming_convention=_NAMING)
    __tablename__: ClassVar[str]
    __table_args__: ClassVar[Any] = {}

    def __init_subclass__(cls) -> None:
        columns = {name: _column(name, kind, vars(cls).get(name, {})) for name, kind in cls.__annotations__.items()}
        said = cls.__table_args__
        *parts, options = (said,) if isinstance(said, dict) else said
        cls.__table__ = CoreTable(cls.__tablename__, Table.metadata, *columns.values(), *parts, **options)
        for name, column in columns.items():
            setattr(cls, name, column)


def table_of(column: Column[Any]) -> CoreTable:
    """Return the table that a column of a class below `Table` is of."""
    return cast("CoreTable", column.table)


def described(*parts: Any, **options: Any) -> Any:
    """Say more of a column than its type does, in the words of SQLAlchemy's `Column`."""
    return {"parts": parts, **options}


def _column(name: str, kind: Any, said: Mapping[str, Any]) -> CoreColumn[Any]:
    (held,) = get_args(kind)
    plain = [each for each in get_args(held) if each is not NoneType] if NoneType in get_args(held) else [held]
    options = {"nullable": NoneType in get_args(held), **said}
    parts = options.pop("parts", ())
    sql_type = options.pop("type_", None) or _type_of(get_origin(plain[0]) or plain[0])
    return CoreColumn(name, sql_type, *parts, **options)


@cache
def _type_of(kind: Any) -> TypeEngine[Any]:
    # A code is unchecked by the database, so that a new code needs no migration.
    if issubclass(kind, StrEnum):
        return Enum(kind, values_callable=list, native_enum=False, create_constraint=False, length=20)
    return _TYPES[kind]()
