"""How does a refusal reach the script through an SDK?

openai 2 and anthropic wrap whatever a transport raises into an `APIConnectionError`, openai 2 after two more tries. A
request that can't be sanitized is no connection error, and trying again does not help. While their `request` runs,
our errors travel as a `BaseException`, which their `except Exception` lets pass, and become themselves again outside.
"""

from __future__ import annotations

from types import ModuleType

from ..call import CarriedError, is_carried
from ..patch import Patches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def hook(module: ModuleType, patches: Patches) -> None:
    """Wraps `request` of both clients of an SDK's `_base_client`."""
    patches.wrap(module.SyncAPIClient, "request", _request)
    patches.wrap(module.AsyncAPIClient, "request", _async_request)


def _request(original: Callable[..., Any]) -> Callable[..., Any]:
    def request(*args: Any, **kw: Any) -> Any:
        token = is_carried.set(True)
        try:
            return original(*args, **kw)
        except CarriedError as carried:
            error = carried.error
        finally:
            is_carried.reset(token)
        raise error

    return request


def _async_request(original: Callable[..., Any]) -> Callable[..., Any]:
    async def request(*args: Any, **kw: Any) -> Any:
        token = is_carried.set(True)
        try:
            return await original(*args, **kw)
        except CarriedError as carried:
            error = carried.error
        finally:
            is_carried.reset(token)
        raise error

    return request
