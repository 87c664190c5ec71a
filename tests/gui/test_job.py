"""A thread and its requests: the newest wins, errors become messages, nothing comes after cancelling and closing."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.jobs.guard import Failure, guarded
from gui.jobs.job import Job, Request
from model.errors import MissingExtra, Sentence, UserError

PATIENCE = 30.0  # seconds; a busy machine must not decide a test


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "a job"]


@pytest.fixture
def job(qtbot: QtBot) -> Iterator[Job]:
    job = Job("a job")
    yield job
    job.close()


class Held:
    """Work that begins, and ends when it is let go or cancelled."""

    def __init__(self, result: str = "held") -> None:
        self.result = result
        self.begun, self.free = threading.Event(), threading.Event()
        self.cancelled = False

    def __call__(self, request: Request) -> str:
        self.begun.set()
        request.at_cancel(self.free.set)
        assert self.free.wait(PATIENCE)
        self.cancelled = request.cancelled
        return self.result


def until(qtbot: QtBot, heard: list, count: int = 1) -> None:
    qtbot.waitUntil(lambda: len(heard) >= count, timeout=int(1000 * PATIENCE))


def test_the_thread_starts_with_the_first_request_and_ends_with_close(qtbot: QtBot) -> None:
    job = Job("a job")
    assert threads() == []
    heard: list = []
    job.ask("add", lambda _: threading.current_thread().name, done=heard.append)
    until(qtbot, heard)
    assert heard == ["a job"]
    job.close()
    assert threads() == []
    job.ask("add", lambda _: "too late", done=heard.append)
    assert threads() == [] and not job.pending("add")


def test_results_arrive_in_the_thread_of_the_window(qtbot: QtBot, job: Job) -> None:
    heard: list = []

    def hear(value: str) -> None:
        heard.append((value, threading.current_thread(), job.pending("count")))

    def count(request: Request) -> str:
        request.tell("one")
        told.wait(PATIENCE)
        return "end"

    told = threading.Event()
    job.ask("count", count, told=hear, done=hear)
    until(qtbot, heard)
    told.set()
    until(qtbot, heard, 2)
    window = threading.main_thread()
    assert heard == [("one", window, True), ("end", window, False)]


def test_what_was_told_last_arrives_before_the_end(qtbot: QtBot, job: Job) -> None:
    def count(request: Request) -> str:
        for number in range(1000):
            request.tell(number)
        ended.set()
        return "end"

    heard: list = []
    ended = threading.Event()
    job.ask("count", count, told=heard.append, done=heard.append)
    assert ended.wait(PATIENCE)  # while this thread was busy
    until(qtbot, heard, 2)
    assert heard == [999, "end"]


def test_tasks_run_one_after_another_in_the_order_of_asking(qtbot: QtBot, job: Job) -> None:
    held, heard = Held(), []
    job.ask("first", held, done=heard.append)
    assert held.begun.wait(PATIENCE)
    for name in ("second", "third", "fourth"):
        job.ask(name, lambda request: request.task, done=heard.append)
    held.free.set()
    until(qtbot, heard, 4)
    assert heard == ["held", "second", "third", "fourth"]


def test_of_a_task_the_newest_request_wins(qtbot: QtBot, job: Job) -> None:
    held, heard, ran = Held(), [], []
    job.ask("read", held, done=heard.append)
    assert held.begun.wait(PATIENCE)
    for number in range(20):
        job.ask("read", lambda _, number=number: ran.append(number) or number, done=heard.append)
    until(qtbot, heard)
    qtbot.wait(50)
    assert held.cancelled and ran == [19] and heard == [19]


def test_a_result_that_was_not_delivered_yet_is_stale_once_something_newer_is_asked(qtbot: QtBot, job: Job) -> None:
    heard: list = []
    ended = threading.Event()
    job.ask("read", lambda _: "old", done=heard.append)
    job.ask("signal", lambda _: ended.set())
    assert ended.wait(PATIENCE)  # the old result waits in the mailbox
    job.ask("read", lambda _: "new", done=heard.append)
    until(qtbot, heard)
    qtbot.wait(50)
    assert heard == ["new"]


def test_nothing_comes_of_what_was_cancelled(qtbot: QtBot, job: Job) -> None:
    running, waiting, other, heard = Held(), Held(), Held("other"), []
    for task, work in (("running", running), ("waiting", waiting), ("other", other)):
        job.ask(task, work, told=heard.append, done=heard.append, failed=heard.append)
    assert running.begun.wait(PATIENCE)
    other.free.set()
    job.cancel("running", "waiting", "never asked")
    until(qtbot, heard)
    assert heard == ["other"] and running.cancelled and not waiting.begun.is_set()


def test_an_error_in_a_job_becomes_a_message_and_the_thread_lives_on(
    qtbot: QtBot, job: Job, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_request: Request) -> None:
        raise UserError("{name} is broken; get it anew.", name="toy")

    def lack(_request: Request) -> None:
        raise MissingExtra("It needs a package.", extra="families")

    def fail(request: Request) -> None:
        request.again = 0.0  # a fault ends it all the same
        raise ValueError("a fault")

    failures: list[Failure] = []
    done: list = []
    with caplog.at_level(logging.ERROR):
        for task, work in (("refuse", refuse), ("lack", lack), ("fail", fail)):
            job.ask(task, work, done=done.append, failed=failures.append)
        until(qtbot, failures, 3)
    refused, lacking, failed = failures
    assert refused == Failure(Sentence("{name} is broken; get it anew.", name="toy"))
    assert lacking == Failure(Sentence("It needs a package."), extra="families")
    assert (failed.text, failed.expected) == ("ValueError: a fault", False)
    assert 'raise ValueError("a fault")' in failed.detail
    assert [record.message for record in caplog.records] == ["a job: fail failed"]
    job.ask("go on", lambda _: "alive", done=done.append)
    until(qtbot, done)
    assert done == ["alive"] and len(failures) == 3


def test_the_guard_passes_results_on(caplog: pytest.LogCaptureFixture) -> None:
    assert guarded("counting", lambda: 3) == 3
    assert isinstance(guarded("counting", lambda: 1 // 0), Failure)
    assert caplog.records[-1].message == "counting failed"


def test_work_that_repeats_itself_lets_others_have_their_turn(qtbot: QtBot, job: Job) -> None:
    gate, ends, turns = Held(), [], []

    def look(request: Request) -> str:
        turns.append("look")
        request.again = 0.0 if turns.count("look") < 3 else None
        return "seen"

    job.ask("gate", gate)
    assert gate.begun.wait(PATIENCE)
    job.ask("look", look, done=ends.append)
    job.ask("other", lambda _: turns.append("other"))
    gate.free.set()
    until(qtbot, ends)
    assert turns == ["look", "other", "look", "look"] and ends == ["seen"]


def test_what_repeats_itself_ends_when_it_is_cancelled(qtbot: QtBot, job: Job) -> None:
    heard: list = []
    turns: list[int] = []

    def look(request: Request) -> None:
        turns.append(1)
        request.again = 0.001
        request.tell(len(turns))

    job.ask("look", look, told=heard.append)
    until(qtbot, heard, 3)
    assert job.pending("look")
    job.cancel("look")
    job.ask("end", lambda _: len(turns), done=heard.append)
    until(qtbot, heard, len(heard) + 1)
    qtbot.wait(20)
    assert len(turns) == heard[-1] and not job.pending("look")


def test_a_delayed_request_waits_for_its_time_and_gives_way(qtbot: QtBot, job: Job) -> None:
    heard: list = []
    begin = time.monotonic()
    job.ask("measure", lambda _: "given up", done=heard.append, delay=0.1)
    job.ask("measure", lambda _: time.monotonic() - begin, done=heard.append, delay=0.1)
    job.ask("now", lambda _: "now", done=heard.append)
    until(qtbot, heard, 2)
    assert heard[0] == "now" and heard[1] >= 0.1 and len(heard) == 2


def test_what_is_to_be_done_at_cancelling_is_done_at_once_when_that_was_before(qtbot: QtBot, job: Job) -> None:
    begun, cancelled, called = threading.Event(), threading.Event(), threading.Event()

    def work(request: Request) -> None:
        begun.set()
        assert cancelled.wait(PATIENCE)
        request.at_cancel(called.set)

    job.ask("start", work)
    assert begun.wait(PATIENCE)
    job.cancel()
    cancelled.set()
    assert called.wait(PATIENCE)


def test_closing_during_work_stops_it_and_drops_what_waits(qtbot: QtBot) -> None:
    job, heard = Job("a job"), []
    held, waiting = Held(), Held()
    job.ask("one", held, done=heard.append, failed=heard.append)
    job.ask("two", waiting, done=heard.append)
    assert held.begun.wait(PATIENCE)
    job.close()
    qtbot.wait(20)
    assert threads() == [] and held.cancelled and not waiting.begun.is_set() and heard == []


def test_closing_waits_a_moment_only_and_what_ends_later_reaches_nobody(qtbot: QtBot) -> None:
    parent = QObject()
    job, heard = Job("a job", parent), []
    begun, free = threading.Event(), threading.Event()

    def stubborn(request: Request) -> str:
        begun.set()
        assert free.wait(PATIENCE)
        request.tell("late")
        return "too late"

    job.ask("one", stubborn, told=heard.append, done=heard.append, failed=heard.append)
    assert begun.wait(PATIENCE)
    job.close(patience=0.01)
    assert threads() == ["a job"]
    shiboken6.delete(parent)
    free.set()
    qtbot.waitUntil(lambda: threads() == [], timeout=int(1000 * PATIENCE))
    assert heard == []
