"""Cases from Python values to the JSON that the library reads."""

from __future__ import annotations

import dataclasses
import datetime
import json
import math
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, List

from ._errors import InputError
from ._types import Diagnostic

_DEEPEST = 64  # as the reader allows


def _refuse(path: str, chinese: str, english: str, language: str) -> InputError:
    message = chinese if language == "zh" else english
    where = path.lstrip(".") or ("案件" if language == "zh" else "the case")
    text = f"{where}：{message}" if language == "zh" else f"{where}: {message}"
    heading = "错误" if language == "zh" else "error"
    return InputError(f"{heading}[FD0502]: {text}", (Diagnostic("FD0502", "error", text, rendered=text),))


def case_json(case: Any, language: str = "zh") -> str:
    """The JSON of a case: a mapping, a dataclass, a pydantic model, or JSON already."""
    if isinstance(case, str):
        text = case
    elif isinstance(case, (bytes, bytearray)):
        try:
            return bytes(case).decode("utf-8")
        except UnicodeDecodeError as error:
            raise _refuse("", f"不是 UTF-8：{error}", f"not UTF-8: {error}", language) from None
    else:
        case = _plain(case)
        if not isinstance(case, Mapping):
            kind = type(case).__name__
            raise TypeError(f"a case is a mapping, a dataclass, a pydantic model or JSON text, not {kind}")
        parts: List[str] = []
        _write(case, "", parts, 0, language)
        text = "".join(parts)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _refuse("", f"有不成对的代理字符：{error}", f"a lone surrogate: {error}", language) from None
    return text


def _plain(value: Any) -> Any:
    """Models as mappings; all else as it is."""
    if isinstance(value, type):
        return value
    if dataclasses.is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    if hasattr(value, "model_dump") and hasattr(type(value), "model_fields"):  # pydantic 2
        return value.model_dump(by_alias=True)
    if hasattr(value, "dict") and hasattr(type(value), "__fields__"):  # pydantic 1
        return value.dict(by_alias=True)
    return value


def _span(value: datetime.timedelta, path: str, language: str) -> str:
    seconds = value.days * 86400 + value.seconds
    if seconds >= 0 and not value.microseconds and seconds % 86400 == 0:
        return f"{seconds // 86400}日"
    if seconds >= 0 and not value.microseconds and seconds % 3600 == 0:
        return f"{seconds // 3600}小时"
    raise _refuse(path, f"期间 {value} 不是整日、整小时", f"the span {value} is no whole days or hours", language)


def _write(value: Any, path: str, out: List[str], depth: int, language: str) -> None:
    if depth > _DEEPEST:
        raise _refuse(path, "层次太深，或者自己包含自己", "nested too deeply, or within itself", language)
    value = _plain(value)
    if isinstance(value, Enum):
        value = value.value
    if value is None:
        out.append("null")
    elif isinstance(value, bool):
        out.append("true" if value else "false")
    elif isinstance(value, str):
        out.append(json.dumps(str(value), ensure_ascii=False))
    elif isinstance(value, int):
        out.append(str(int(value)))
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise _refuse(path, f"{value} 不是数", f"{value} is no number", language)
        out.append(float.__repr__(value))
    elif isinstance(value, Decimal):
        if not value.is_finite():
            raise _refuse(path, f"{value} 不是数", f"{value} is no number", language)
        out.append(format(value, "f"))
    elif isinstance(value, datetime.date):  # a datetime too
        out.append(f'"{value.isoformat()}"')
    elif isinstance(value, datetime.timedelta):
        out.append(f'"{_span(value, path, language)}"')
    elif isinstance(value, Mapping):
        out.append("{")
        for place, (key, inner) in enumerate(value.items()):
            name = key.value if isinstance(key, Enum) else key
            if not isinstance(name, str):
                raise _refuse(path, f"名称 {key!r} 不是文本", f"the name {key!r} is no text", language)
            out.append(("," if place else "") + json.dumps(str(name), ensure_ascii=False) + ":")
            _write(inner, f"{path}.{name}", out, depth + 1, language)
        out.append("}")
    elif isinstance(value, (list, tuple)):
        out.append("[")
        for place, inner in enumerate(value):
            if place:
                out.append(",")
            _write(inner, f"{path}[{place + 1}]", out, depth + 1, language)
        out.append("]")
    else:
        kind = type(value).__name__
        raise _refuse(path, f"不能读取 {kind} 类型的值", f"a value of type {kind} cannot be read", language)


def parameter_text(value: Any, kind: str) -> str:
    """A parameter's value as a rule file writes it; `kind` is the parameter's type in words."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, Decimal)):
        if isinstance(value, Decimal) and not value.is_finite():
            raise ValueError(f"{value} is no number")
        return format(Decimal(value), "f") + ("元" if kind == "金额" else "")
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return _span(value, "", "zh")
    raise TypeError(f"a parameter cannot be a {type(value).__name__}")
