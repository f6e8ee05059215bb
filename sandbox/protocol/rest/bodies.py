"""Request bodies: JSON, or multipart with the JSON in `payload_json` and uploads in `files[n]`."""

from __future__ import annotations

import json
import re
from email.message import Message as Headers
from typing import Any

from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.refusals import Refused

_FILE = re.compile(r"files\[(\d+)\]")


def parse_body(content_type: str, raw: bytes) -> tuple[Any, list[UploadedFile]]:
    """The JSON part and the uploaded files. Raises 50109 for what is not JSON."""
    if not raw:
        return None, []
    headers = Headers()
    headers["Content-Type"] = content_type or "application/json"
    if headers.get_content_type() != "multipart/form-data":
        return _parsed(raw), []
    boundary = headers.get_boundary()
    if boundary is None:
        raise Refused(50109)
    return _parse_multipart(raw, boundary.encode())


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise Refused(50109) from None


def _parse_multipart(raw: bytes, boundary: bytes) -> tuple[Any, list[UploadedFile]]:
    body: Any = None
    fields: dict[str, Any] = {}
    files: list[UploadedFile] = []
    for part in (b"\r\n" + raw).split(b"\r\n--" + boundary)[1:-1]:
        head, _, data = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = _headers(head)
        name = str(headers.get_param("name", "", header="content-disposition"))
        if (match := _FILE.fullmatch(name)) is not None:
            files.append(_file(headers, data, int(match[1])))
        elif name == "payload_json":
            body = _parsed(data)
        else:
            fields[name] = data.decode()
    return (fields or None) if body is None else body, sorted(files, key=lambda file: file.index)


def _headers(head: bytes) -> Headers:
    headers = Headers()
    for line in head.decode().split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip()] = value.strip()
    return headers


def _file(headers: Headers, data: bytes, index: int) -> UploadedFile:
    return UploadedFile(
        filename=headers.get_filename() or f"file{index}",
        content_type=headers.get_content_type() if headers["content-type"] else "application/octet-stream",
        data=data,
        index=index,
    )
