"""What does the stand-in say? Sentences that repeat what it was told, in the shapes of the services' answers."""

from __future__ import annotations

import base64
import json
import re
import struct
from collections.abc import Iterator
from typing import Any

PIECE = 3  # characters of a streamed answer in one event

_TOKEN = re.compile(r"\[([A-Z][A-Z0-9_]*)\]")
_IN_CLEAR = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,}"
    r"|(?:\+|\(\d{3}\) )?\d[\d .-]{7,}\d"
    r"|\w+::\w+|sk_\w+"
)
_VERBS = {"EMAIL": "mail", "PHONE": "call", "CREDIT": "charge", "CARD": "charge", "IBAN": "pay to", "IP": "ping"}
_NO_TEXT = {"model", "id", "tool_call_id", "type", "role", "encoding_format", "call_id"}


def leaves(value: Any, key: str = "") -> Iterator[str]:
    """The texts of a request, in its order."""
    if isinstance(value, str) and key not in _NO_TEXT:
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, key)


def things(request: Any) -> list[str]:
    """The tokens of a request; without any, what looks like a value in clear. In order, each once."""
    texts = list(leaves(request))
    for pattern in (_TOKEN, _IN_CLEAR):
        found = [match.group(0) for text in texts for match in pattern.finditer(text)]
        if found:
            return list(dict.fromkeys(found))
    return []


def sentence(request: Any) -> str:
    """`I will mail [EMAIL_1KT] and call [PHONE_1QX].`"""
    deeds = [f"{_verb(thing)} {thing}" for thing in things(request)]
    if not deeds:
        return "There is nothing for me to do."
    return "I will " + ", ".join(deeds[:-1]) + (" and " if deeds[:-1] else "") + deeds[-1] + "."


def _verb(thing: str) -> str:
    if token := _TOKEN.fullmatch(thing):
        return _VERBS.get(token.group(1).split("_")[0], "keep")
    return "mail" if "@" in thing else "use"


def answer(path: str, request: Any) -> dict[str, Any] | list[dict[str, Any]]:
    """The answer to a request: an object, or the events of a stream."""
    if not isinstance(request, dict):
        return {"error": {"message": "this stand-in reads JSON only", "type": "invalid_request_error"}}
    if path.endswith("/chat/completions"):
        return _chat_events(request) if request.get("stream") else _chat(request)
    if path.endswith("/responses"):
        return _response(request)
    if path.endswith("/embeddings"):
        return _embeddings(request)
    if path.endswith("/messages"):
        return _message(request)
    return {"error": {"message": f"this stand-in has no {path}", "type": "invalid_request_error"}}


def _tool_call(request: dict[str, Any]) -> dict[str, Any] | None:
    """A call of the first tool that the request offers, unless a result is already there."""
    tools = request.get("tools")
    if not tools or any(message.get("role") == "tool" for message in request["messages"]):
        return None
    function = tools[0]["function"]
    known = things(request)
    mails = [thing for thing in known if _verb(thing) == "mail"]
    names = function["parameters"]["properties"]
    arguments = {name: mails[0] if name == "to" and mails else sentence(request) for name in names}
    call = {"name": function["name"], "arguments": json.dumps(arguments)}
    return {"id": "call_1", "type": "function", "function": call}


def _chat(request: dict[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": sentence(request)}
    reason = "stop"
    if call := _tool_call(request):
        message, reason = {"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls"
    choice = {"index": 0, "message": message, "finish_reason": reason}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return _head(request, "chat.completion") | {"choices": [choice], "usage": usage}


def _chat_events(request: dict[str, Any]) -> list[dict[str, Any]]:
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    reason = "stop"
    if call := _tool_call(request):
        reason = "tool_calls"
        function = call["function"]
        deltas.append({"tool_calls": [{**call, "index": 0, "function": {**function, "arguments": ""}}]})
        for piece in _pieces(function["arguments"]):
            deltas.append({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})
    else:
        deltas += [{"content": piece} for piece in _pieces(sentence(request))]
    head = _head(request, "chat.completion.chunk")
    events = [head | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    return [*events, head | {"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}]


def _pieces(text: str) -> list[str]:
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


def _head(request: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1764000000, "model": request.get("model", "")}


def _response(request: dict[str, Any]) -> dict[str, Any]:
    text = {"type": "output_text", "text": sentence(request), "annotations": []}
    message = {"type": "message", "id": "msg_1", "status": "completed", "role": "assistant", "content": [text]}
    head = {"id": "resp_1", "object": "response", "created_at": 1764000000, "status": "completed"}
    rest = {"parallel_tool_calls": True, "tool_choice": "auto", "tools": [], "error": None, "metadata": {}}
    return head | {"model": request.get("model", ""), "output": [message]} | rest


def _embeddings(request: dict[str, Any]) -> dict[str, Any]:
    texts = request["input"] if isinstance(request["input"], list) else [request["input"]]
    vectors: list[Any] = [[float(len(text)), 0.5, -0.5] for text in texts]
    if request.get("encoding_format") == "base64":
        vectors = [base64.b64encode(struct.pack("<3f", *vector)).decode() for vector in vectors]
    data = [{"object": "embedding", "index": index, "embedding": vector} for index, vector in enumerate(vectors)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return {"object": "list", "data": data, "model": request.get("model", ""), "usage": usage}


def _message(request: dict[str, Any]) -> dict[str, Any]:
    content = [{"type": "text", "text": sentence(request)}]
    head = {"id": "msg_1", "type": "message", "role": "assistant", "model": request.get("model", "")}
    usage = {"input_tokens": 1, "output_tokens": 1}
    return head | {"content": content, "stop_reason": "end_turn", "stop_sequence": None, "usage": usage}
