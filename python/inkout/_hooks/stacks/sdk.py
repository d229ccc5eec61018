"""How does a refusal reach the script through an SDK?

openai 2 and anthropic wrap whatever a transport raises into an `APIConnectionError`, openai 2 after two more tries. A
request that can't be sanitized is no connection error, and trying again does not help. While their `request` runs,
our errors travel as a `BaseException`, which their `except Exception` lets pass, and become themselves again outside.
"""

from __future__ import annotations

from contextlib import contextmanager
from types import ModuleType

from ..call import CarriedError, is_carried
from ..patch import Patches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any


def hook(module: ModuleType, patches: Patches) -> None:
    """Wraps `request` of both clients of an SDK's `_base_client`."""
    patches.wrap(module.SyncAPIClient, "request", _request)
    patches.wrap(module.AsyncAPIClient, "request", _async_request)


def _request(original: Callable[..., Any]) -> Callable[..., Any]:
    def request(*args: Any, **kw: Any) -> Any:
        with _carried_past():
            return original(*args, **kw)

    return request


def _async_request(original: Callable[..., Any]) -> Callable[..., Any]:
    async def request(*args: Any, **kw: Any) -> Any:
        with _carried_past():
            return await original(*args, **kw)

    return request


@contextmanager
def _carried_past() -> Iterator[None]:
    """Our errors pass what runs inside, and come out as they are."""
    token = is_carried.set(True)
    try:
        yield
    except CarriedError as carried:
        raise carried.error from None
    finally:
        is_carried.reset(token)
