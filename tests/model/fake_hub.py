"""A hub on the loopback that answers as the real one does, keeps a log, and fails on demand.

It serves what the program asks for: a model's description with its files, lists for a search, and files, large ones by
way of a redirect to another path, as from a CDN, with ranges.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

LARGE = 1000  # bytes from which a file counts as large (LFS)
CHUNK = 16 * 1024


@dataclass
class FakeRepository:
    """One model; its commit follows from its content."""

    files: dict[str, bytes]
    card: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    gated: bool = False
    private: bool = False
    config: dict[str, Any] = field(default_factory=dict)

    @property
    def sha(self) -> str:
        joined = b"".join(name.encode() + content for name, content in sorted(self.files.items()))
        return hashlib.sha1(joined).hexdigest()


@dataclass
class Asked:
    """One request."""

    path: str
    range: str  # "bytes=100-", or ""
    authorization: str
    agent: str
    sent: int = 0  # bytes of content that went out
    query: dict[str, list[str]] = field(default_factory=dict)


class FakeHub:
    """What the hub holds, how it misbehaves, and what it was asked."""

    def __init__(self) -> None:
        self.repositories: dict[str, FakeRepository] = {}
        self.commits: dict[tuple[str, str], dict[str, bytes]] = {}  # every commit ever described stays
        self.log: list[Asked] = []
        self.cuts: dict[str, list[int]] = {}  # file -> bytes after which each of its next answers breaks off
        self.statuses: dict[str, list[tuple[int, dict[str, str]]]] = {}  # part of a path -> its next answers
        self.wrong: dict[str, bytes] = {}  # file -> what is sent in its place
        self.announced: dict[str, int] = {}  # file -> the size that is told, whatever its real one
        self.ignores_ranges = False
        self.pause = 0.0  # seconds before each chunk
        self.holding = 0  # bytes after which a file waits, until this is 0 again
        self.silent = threading.Event()  # set: answers come when the test is over
        self.over = threading.Event()
        self.url = ""

    def asked(self, part: str) -> list[Asked]:
        return [asked for asked in self.log if part in asked.path]

    def describe(self, name: str) -> dict[str, Any]:
        repository = self.repositories[name]
        self.commits[name, repository.sha] = dict(repository.files)
        siblings = []
        for file, content in repository.files.items():
            size = self.announced.get(file, len(content))
            blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            sibling: dict[str, Any] = {"rfilename": file, "size": size, "blobId": blob}
            if len(content) >= LARGE:
                sibling["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": size, "pointerSize": 134}
            siblings.append(sibling)
        return {
            "id": name,
            "sha": repository.sha,
            "private": repository.private,
            "gated": "manual" if repository.gated else False,
            "lastModified": "2024-02-29T10:11:12.000Z",
            "tags": repository.tags,
            "downloads": 1234,
            "cardData": repository.card,
            "config": repository.config,
            "siblings": siblings,
        }


class _Handler(BaseHTTPRequestHandler):
    hub: FakeHub
    protocol_version = "HTTP/1.0"  # a connection an answer, so that no thread outlives its test

    def log_message(self, *_arguments: Any) -> None:
        pass

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        headers = self.headers
        asked = Asked(path, headers["Range"] or "", headers["Authorization"] or "", headers["User-Agent"] or "")
        asked.query = parse_qs(parts.query)
        self.hub.log.append(asked)
        if self.hub.silent.is_set():
            self.hub.over.wait(20)
            return None
        for part, answers in self.hub.statuses.items():
            if part in path and answers:
                status, headers = answers.pop(0)
                return self.answer(status, b'{"error": "as asked"}', headers)
        if path == "/api/models":
            return self.search(asked.query)
        if path.startswith("/api/models/"):
            return self.model(path.removeprefix("/api/models/"))
        if "/resolve/" in path:
            return self.resolve(path.lstrip("/"))
        if path.startswith("/cdn/"):
            _, commit, name = path.lstrip("/").split("/", 2)
            return self.file(asked, name, next(f[name] for (_, sha), f in self.hub.commits.items() if sha == commit))
        return self.answer(404, b"")

    def search(self, query: dict[str, list[str]]) -> None:
        text = query["search"][0].lower()
        found = [name for name in self.hub.repositories if text in name.lower()]
        told = [self.hub.describe(name) for name in found][: int(query["limit"][0])]
        self.json(told)

    def model(self, rest: str) -> None:
        name, _, revision = rest.partition("/revision/")
        repository = self.hub.repositories.get(name)
        if repository is None or (repository.private and not self.headers["Authorization"]):
            return self.answer(401, b'{"error": "Invalid username or password."}')
        described = self.hub.describe(name)
        if revision and revision not in ("main", repository.sha):
            return self.answer(404, b"", {"X-Error-Code": "RevisionNotFound"})
        return self.json(described)

    def resolve(self, rest: str) -> None:
        name, _, place = rest.partition("/resolve/")
        commit, _, file = place.partition("/")
        repository = self.hub.repositories[name]
        if repository.gated and not self.headers["Authorization"]:
            return self.answer(401, b"", {"X-Error-Code": "GatedRepo"})
        content = self.hub.commits.get((name, commit), {}).get(file)
        if content is None:
            return self.answer(404, b"", {"X-Error-Code": "EntryNotFound"})
        if len(content) >= LARGE:
            return self.answer(302, b"", {"Location": f"/cdn/{commit}/{file}"})
        return self.file(self.hub.log[-1], file, content)

    def file(self, asked: Asked, name: str, content: bytes) -> None:
        content = self.hub.wrong.get(name, content)
        begin, status = 0, 200
        headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()}"', "Accept-Ranges": "bytes"}
        if asked.range and not self.hub.ignores_ranges:
            begin, status = int(asked.range.removeprefix("bytes=").rstrip("-")), 206
            if begin >= len(content):
                return self.answer(416, b"", {"Content-Range": f"bytes */{len(content)}"})
            headers["Content-Range"] = f"bytes {begin}-{len(content) - 1}/{len(content)}"
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header, value)
        self.send_header("Content-Length", str(len(content) - begin))
        self.end_headers()
        cuts = self.hub.cuts.get(name)
        end = begin + cuts.pop(0) if cuts else len(content)
        for at in range(begin, min(end, len(content)), CHUNK):
            if self.hub.pause:
                time.sleep(self.hub.pause)
            while 0 < self.hub.holding <= at and not self.hub.over.wait(0.02):
                pass
            piece = content[at : min(at + CHUNK, end)]
            try:
                self.wfile.write(piece)
            except OSError:  # the client has heard enough
                return None
            asked.sent += len(piece)
        return None

    def json(self, value: Any) -> None:
        self.answer(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def answer(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for header, value in (headers or {}).items():
            self.send_header(header, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for them

    def handle_error(self, *_arguments: Any) -> None:
        pass  # a client that goes away in the middle is what the tests are about


@contextmanager
def serving() -> Iterator[FakeHub]:
    """A hub that is there until the block ends; `url` is its address."""
    hub = FakeHub()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        hub.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
