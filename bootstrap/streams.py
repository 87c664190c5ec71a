"""The standard streams: UTF-8 whatever the locale says, and a failure to write that nothing takes for another error."""

from __future__ import annotations

import contextlib
import io
import os
import sys


class OutputError(Exception):
    """Standard output cannot be written. It is no OSError, so that nobody takes it for the trouble of a file."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        # Windows reports a closed pipe as an invalid argument.
        self.closed = isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == 22)


class Output(io.TextIOWrapper):
    """Standard output: raises `OutputError`."""

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError as error:
            raise OutputError(error) from error

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            raise OutputError(error) from error


class Messages(io.TextIOWrapper):
    """Standard error: what cannot be said there is lost, but the work goes on; a training must not end by it."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            super().flush()


def use_utf8() -> None:
    """Make this process read and write UTF-8. A half surrogate, as in a file's odd name, is written as "\\udce9".

    Where the locale names another encoding, Python has read the command line and names of files in it, and starts
    again in its UTF-8 mode. On Windows both are Unicode always.
    """
    if sys.platform != "win32" and sys.getfilesystemencoding() != "utf-8" and hasattr(sys, "orig_argv"):
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout = _wrapped(sys.stdout, Output)
    sys.stderr = _wrapped(sys.stderr, Messages)


def _wrapped(stream: object, kind: type[io.TextIOWrapper]) -> object:
    """The stream with another wrapper around its bytes. Some programs start others without any streams."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.flush()
    buffered = stream.line_buffering or stream.isatty() or kind is Messages
    through = stream.write_through  # as `python -u` wants it
    return kind(stream.buffer, "utf-8", "backslashreplace", line_buffering=buffered, write_through=through)


def end(status: int) -> int:
    """The exit status of the program, once everything has been written."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OutputError as error:
        return failed(error)
    return status


def failed(error: OutputError) -> int:
    """Say that nothing more can be written, unless the reader has closed the pipe because it has enough."""
    if not error.closed:
        cure = "free some space or write to another place"
        print(f"Standard output cannot be written ({error}); {cure}.", file=sys.stderr)
    # What is still in the buffer has no place to go; at the end of the program Python would complain about it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
