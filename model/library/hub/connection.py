"""Requests to the hub; every failure becomes a sentence.

Endpoint, proxy, token and offline mode come from the usual settings of the hub's own library (HF_ENDPOINT, HF_TOKEN,
`hf auth login`, HF_HUB_OFFLINE). The hub gets only what a request needs: telemetry is off.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

if TYPE_CHECKING:
    import httpx

PATIENCE = 10.0  # seconds without an answer or a byte after which a connection counts as broken
_LIMIT = 20 * 1024 * 1024  # largest answer that is read into memory, in bytes
OFFLINE = Sentence(QT_TRANSLATE_NOOP("Model", "models already on this computer work without it"))
_LATER = Sentence(QT_TRANSLATE_NOOP("Model", "{offline}, so try again later"), offline=OFFLINE)


class BrokenOffError(Exception):
    """The connection broke, or the hub asked to try again later: after `wait` seconds (0: not said).

    `what` (the failure) and `remedy` are parts of sentences, without a full stop; `sentence` joins both.
    """

    def __init__(self, what: Sentence, remedy: Sentence | None = None, wait: float = 0.0) -> None:
        self.what = what
        self.sentence = (
            what
            if remedy is None
            else Sentence(QT_TRANSLATE_NOOP("Model", "{what}; {remedy}"), what=what, remedy=remedy)
        )
        self.wait = wait
        super().__init__(self.sentence)


def hub() -> Any:
    """The package huggingface_hub, imported when it is first needed, with its telemetry off."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        import huggingface_hub.constants
        import huggingface_hub.errors
        import huggingface_hub.utils
    except ImportError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "Downloading needs the package huggingface_hub, which is not installed; run 'python3 "
                "main.py doctor' with a network, which installs it.",
            )
        ) from error
    huggingface_hub.constants.HF_HUB_DISABLE_TELEMETRY = True  # if it had been imported before
    return huggingface_hub


def endpoint() -> str:
    """The address of the hub or of a mirror."""
    return (os.environ.get("HF_ENDPOINT") or str(hub().constants.ENDPOINT)).rstrip("/")


@contextlib.contextmanager
def answering(
    path: str, what: str, parameters: Mapping[str, str] | None = None, offset: int = 0
) -> Iterator[httpx.Response]:
    """The streamed answer to GET `path`, from byte `offset` on, with its status checked.

    Raises `UserError` for a problem that the user must fix, and `BrokenOffError` for one that a retry may solve. `what`
    is the model's name, for the sentences.
    """
    library = hub()
    import httpx
    from huggingface_hub.errors import OfflineModeIsEnabled

    headers = library.utils.build_hf_headers(library_name="translucent", library_version="1")
    headers["Accept-Encoding"] = "identity"  # so that sizes and ranges count uncompressed bytes
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
            QT_TRANSLATE_NOOP(
                "Model",
                "The hub is switched off by HF_HUB_OFFLINE, so nothing can be downloaded; unset it first; {offline}.",
            ),
            offline=OFFLINE,
        ) from error
    except httpx.ConnectError as error:
        raise _unconnected(str(error)) from error
    except httpx.TimeoutException as error:
        text = QT_TRANSLATE_NOOP("Model", "The hub did not answer within {seconds} seconds")
        raise BrokenOffError(Sentence(text, seconds=f"{PATIENCE:.0f}"), _LATER) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{address} is no address of a hub; correct HF_ENDPOINT or unset it."),
            address=address,
        ) from error
    except httpx.ProxyError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "The proxy refused the connection to the hub ({reason}); check HTTPS_PROXY."),
            reason=error,
        ) from error
    except httpx.HTTPError as error:
        text = QT_TRANSLATE_NOOP("Model", "The connection to the hub broke off ({reason})")
        raise BrokenOffError(Sentence(text, reason=type(error).__name__), _LATER) from error


def fetch_json(path: str, what: str, **parameters: str) -> Any:
    """The hub's JSON answer to GET `path`; every failure is a `UserError`."""
    try:
        with answering(path, what, parameters) as response:
            content = bytearray()
            for chunk in response.iter_raw():
                content += chunk
                if len(content) > _LIMIT:
                    raise UserError(
                        QT_TRANSLATE_NOOP(
                            "Model", "The hub's answer about {what} is too long to be one; try again later."
                        ),
                        what=what,
                    )
    except BrokenOffError as error:
        raise UserError("{problem}.", problem=error) from error
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The hub's answer about {what} is not what it should be; a login page of this network "
                "may stand between.",
            ),
            what=what,
        ) from error


class NotFoundError(UserError):
    """No such model, or one that this user may not see."""


def _unconnected(reason: str) -> BrokenOffError | UserError:
    if "CERTIFICATE" in reason.upper():
        return UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The hub's certificate was not accepted ({reason}); check this computer's clock and "
                "whether the network puts its own certificate in between (SSL_CERT_FILE).",
            ),
            reason=reason,
        )
    return BrokenOffError(
        Sentence(QT_TRANSLATE_NOOP("Model", "There is no connection to the hub ({reason})"), reason=reason),
        Sentence(QT_TRANSLATE_NOOP("Model", "{offline}, so check the network and try again"), offline=OFFLINE),
    )


def _refused(status: int, headers: Mapping[str, str], what: str, authorized: bool) -> Exception:
    """The exception for a status of 400 or more."""
    code = headers.get("X-Error-Code", "")
    if code == "GatedRepo":
        how = (
            Sentence(QT_TRANSLATE_NOOP("Model", "with the account of your token"))
            if authorized
            else Sentence(QT_TRANSLATE_NOOP("Model", "and run 'hf auth login'"))
        )
        return UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{what} is given out only to those who accept its conditions; accept them on "
                "{endpoint}/{what} {how}, then try again.",
            ),
            what=what,
            endpoint=endpoint(),
            how=how,
        )
    if code == "RevisionNotFound":
        return NotFoundError(
            QT_TRANSLATE_NOOP("Model", "{what} has no such revision; leave it out to take the newest."), what=what
        )
    if code == "EntryNotFound":
        return UserError(
            QT_TRANSLATE_NOOP("Model", "A file of {what} is no longer on the hub; look the model up again."), what=what
        )
    if status == 401 and authorized:
        return UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The hub does not accept your token for {what}; run 'hf auth login' again, or 'hf auth logout'.",
            ),
            what=what,
        )
    if status in (401, 404):  # the hub answers 401 for missing models too
        return NotFoundError(
            QT_TRANSLATE_NOOP("Model", "There is no model named '{what}' on the hub, or it is private"), what=what
        )
    if status == 403:
        return UserError(
            QT_TRANSLATE_NOOP(
                "Model", "The hub refuses {what} to you (403); look at {endpoint}/{what} for what it asks."
            ),
            what=what,
            endpoint=endpoint(),
        )
    if status == 429:
        wait = headers.get("Retry-After", "")
        seconds = float(wait) if wait.isdecimal() else 0.0
        later = (
            Sentence(QT_TRANSLATE_NOOP("Model", "in {seconds} seconds"), seconds=f"{seconds:.0f}")
            if seconds
            else Sentence(QT_TRANSLATE_NOOP("Model", "in some minutes"))
        )
        return BrokenOffError(
            Sentence(QT_TRANSLATE_NOOP("Model", "The hub says that too much was asked of it from here (429)")),
            Sentence(
                QT_TRANSLATE_NOOP("Model", "try again {later}, or log in with 'hf auth login', which allows more"),
                later=later,
            ),
            seconds or 5.0,
        )
    if status >= 500 or status == 408:
        text = QT_TRANSLATE_NOOP("Model", "The hub has trouble of its own at the moment ({status})")
        return BrokenOffError(Sentence(text, status=status), _LATER)
    return UserError(
        QT_TRANSLATE_NOOP(
            "Model", "The hub refused the request about {what} ({status}); check the name and try again."
        ),
        what=what,
        status=status,
    )
