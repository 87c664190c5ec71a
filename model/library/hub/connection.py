"""Requests to the hub, and every failure of one as a sentence.

The endpoint, the proxy, a token and offline mode are whatever the hub's own library is told by its own settings
(HF_ENDPOINT, HF_TOKEN, `hf auth login`, HF_HUB_OFFLINE). Nothing is told to it beyond what a request needs: its
telemetry is off.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from model.errors import UserError

if TYPE_CHECKING:
    import httpx

PATIENCE = 10.0  # seconds without an answer or a byte after which a connection counts as broken
_LIMIT = 20 * 1024 * 1024  # bytes of an answer that is read into memory
OFFLINE = "models already on this computer work without it"


class BrokenOffError(Exception):
    """The connection broke, or the hub asked to come back; `wait` seconds later it may work."""

    def __init__(self, sentence: str, wait: float = 0.0) -> None:
        super().__init__(sentence)
        self.wait = wait


def hub() -> Any:
    """The package huggingface_hub, imported when it is first needed, with its telemetry off."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        import huggingface_hub.constants
        import huggingface_hub.errors
        import huggingface_hub.utils
    except ImportError as error:
        raise UserError(
            "Downloading needs the package huggingface_hub, which is not installed; run 'python3 main.py doctor' with "
            "a network, which installs it."
        ) from error
    huggingface_hub.constants.HF_HUB_DISABLE_TELEMETRY = True  # where somebody had imported it before
    return huggingface_hub


def endpoint() -> str:
    """The address of the hub, or of a mirror of it."""
    return (os.environ.get("HF_ENDPOINT") or str(hub().constants.ENDPOINT)).rstrip("/")


@contextlib.contextmanager
def answering(
    path: str, what: str, parameters: Mapping[str, str] | None = None, offset: int = 0
) -> Iterator[httpx.Response]:
    """The streamed answer to GET `path` from byte `offset` on, its status checked.

    Raises `UserError` for what a person can put right and `BrokenOffError` for what may work a moment later; `what` is
    the model's name, for the sentences.
    """
    library = hub()
    import httpx
    from huggingface_hub.errors import OfflineModeIsEnabled

    headers = library.utils.build_hf_headers(library_name="translucent", library_version="1")
    headers["Accept-Encoding"] = "identity"  # so that sizes and ranges are those of the file
    if offset:
        headers["Range"] = f"bytes={offset}-"
    address = f"{endpoint()}/{path}"
    try:
        with library.utils.get_session().stream(
            "GET", address, params=dict(parameters or {}), headers=headers, timeout=PATIENCE
        ) as response:
            if response.status_code >= 400 and response.status_code != 416:
                raise _refused(response.status_code, response.headers, what, authorized="authorization" in headers)
            yield response
    except OfflineModeIsEnabled as error:
        raise UserError(
            f"The hub is switched off by HF_HUB_OFFLINE, so nothing can be downloaded; unset it first; {OFFLINE}."
        ) from error
    except httpx.ConnectError as error:
        raise _unconnected(str(error)) from error
    except httpx.TimeoutException as error:
        raise BrokenOffError(
            f"The hub did not answer within {PATIENCE:.0f} seconds; {OFFLINE}, so try again later."
        ) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise UserError(f"{address} is no address of a hub; correct HF_ENDPOINT or unset it.") from error
    except httpx.ProxyError as error:
        raise UserError(f"The proxy refused the connection to the hub ({error}); check HTTPS_PROXY.") from error
    except httpx.HTTPError as error:
        raise BrokenOffError(
            f"The connection to the hub broke off ({type(error).__name__}); {OFFLINE}, so try again later."
        ) from error


def fetch_json(path: str, what: str, **parameters: str) -> Any:
    """The JSON that the hub answers to GET `path`; every failure is a `UserError`."""
    try:
        with answering(path, what, parameters) as response:
            content = bytearray()
            for chunk in response.iter_raw():
                content += chunk
                if len(content) > _LIMIT:
                    raise UserError(f"The hub's answer about {what} is too long to be one; try again later.")
    except BrokenOffError as error:
        raise UserError(str(error)) from error
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"The hub's answer about {what} is not what it should be; a login page of this network may stand between."
        ) from error


class NotFoundError(UserError):
    """No such model, or one that is hidden from whoever asks."""


def _unconnected(reason: str) -> BrokenOffError | UserError:
    if "CERTIFICATE" in reason.upper():
        return UserError(
            f"The hub's certificate was not accepted ({reason}); check this computer's clock and whether the network "
            f"puts its own certificate in between (SSL_CERT_FILE)."
        )
    return BrokenOffError(
        f"There is no connection to the hub ({reason}); {OFFLINE}, so check the network and try again."
    )


def _refused(status: int, headers: Mapping[str, str], what: str, authorized: bool) -> Exception:
    """What a status of 400 or more means."""
    code = headers.get("X-Error-Code", "")
    if code == "GatedRepo":
        how = "with the account of your token" if authorized else "and run 'hf auth login'"
        return UserError(
            f"{what} is given out only to those who accept its conditions; accept them on {endpoint()}/{what} {how}, "
            f"then try again."
        )
    if code == "RevisionNotFound":
        return NotFoundError(f"{what} has no such revision; leave it out to take the newest.")
    if code == "EntryNotFound":
        return UserError(f"A file of {what} is no longer on the hub; look the model up again.")
    if status == 401 and authorized:
        return UserError(
            f"The hub does not accept your token for {what}; run 'hf auth login' again, or 'hf auth logout'."
        )
    if status in (401, 404):  # the hub answers 401 for missing models too
        return NotFoundError(f"There is no model named '{what}' on the hub, or it is private")
    if status == 403:
        return UserError(f"The hub refuses {what} to you (403); look at {endpoint()}/{what} for what it asks.")
    if status == 429:
        wait = headers.get("Retry-After", "")
        seconds = float(wait) if wait.isdecimal() else 0.0
        later = f"in {seconds:.0f} seconds" if seconds else "in some minutes"
        return BrokenOffError(
            f"The hub says that too much was asked of it from here (429); try again {later}, or log in with "
            f"'hf auth login', which allows more.",
            seconds or 5.0,
        )
    if status >= 500 or status == 408:
        return BrokenOffError(
            f"The hub has trouble of its own at the moment ({status}); {OFFLINE}, so try again later."
        )
    return UserError(f"The hub refused the request about {what} ({status}); check the name and try again.")
