"""Training as a generator of events, writing a run folder that any window can follow (paper, section 5)."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path

from model.bundle.bundle import Bundle
from model.data.batches import Batch, batch_of, count_batches, epoch_plan
from model.device import choose_device, describe_device
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import read_json
from model.training.checkpoint import (
    Progress,
    best_steps,
    list_checkpoints,
)
from model.training.distributed import Group
from model.training.early_moments import is_early_moment
from model.training.recipe import Recipe
from model.training.recipe_change import recipe_changes
from model.training.recipe_file import read_recipe
from model.training.run_bundle import RunBundle
from model.training.run_failure import explain, loss_not_finite, weights_not_finite
from model.training.run_folder import RunFolder, Wish
from model.training.run_model import make_bundle
from model.training.run_record import RunRecord
from model.training.run_state import RunState
from model.training.step_log import StepLog
from model.training.training_data import TrainingData, cache_folder, prepare_data
from model.training.updater import NotFiniteError, Update
from model.training.validation import Measured, Validation
from model.values.run_status import State
from model.values.training_events import (
    CheckpointSaved,
    Evaluated,
    Finished,
    Notice,
    Paused,
    Preparing,
    Started,
    TrainingEvent,
)

TRIAL_PIECES = 512  # about, of the batch that tries how many threads are fastest
LISTEN_SECONDS = 0.5  # interval at which the run folder is checked for a request


class _PauseError(Exception):
    """A request to pause came while the data were prepared, when there is nothing to save."""


class Trainer:
    """One run. The constructor only checks; `events()` claims the folder, prepares the data and trains.

    `folder` is the run folder, `cache` the folder of encoded corpora; requests older than `begun` (seconds since 1970)
    are ignored. Raises `UserError` for a folder or device that cannot be used, and from `events()` for unusable data;
    the reason is then written to the run folder.
    """

    def __init__(
        self,
        recipe: Recipe,
        folder: Path,
        resume: bool = False,
        cache: Path | None = None,
        group: Group | None = None,
        begun: float | None = None,
    ) -> None:
        self.recipe = recipe
        self.folder = RunFolder(folder)
        self.group = group or Group()
        self.cache = cache or cache_folder()
        self.wish: Wish = ""  # also set by a signal handler; read after each update
        self._begun = time.time() if begun is None else begun
        self._may_resume = resume
        self._look()
        self.device = choose_device(self.group.device_name(recipe.training.device))
        self.record = RunRecord(self.folder, recipe)
        self.progress = Progress()
        self._listened = 0.0
        self._updating = False  # whether the model holds weights that closing must save
        self._finished = False

    def _look(self, claimed: bool = False) -> None:
        """Set whether the folder's run is resumed, and with which changes; `UserError` if the folder cannot be used."""
        self.group.led(lambda: self._check_free(claimed))
        self.resume = bool(list_checkpoints(self.folder.checkpoints))
        self._changes: list[Sentence] = []
        if self.resume and self.folder.config.is_file():
            self._changes = recipe_changes(read_recipe(self.folder.config), self.recipe, str(self.folder.path))

    def _check_free(self, claimed: bool) -> None:
        folder, resume = self.folder.path, self._may_resume
        found = bool(list_checkpoints(self.folder.checkpoints))
        if found and not resume:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{folder} already holds a run; add --resume to go on with it, or choose another folder."
                ),
                folder=folder,
            )
        if resume and not found and not self.folder.exists:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{folder} holds no run to resume or finish; start one first, or name its folder."
                ),
                folder=folder,
            )
        if self.folder.exists and (status := self.folder.status()).active and self.folder.alive(status):
            if not self.folder.is_here(status):
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "{folder} is being trained by another process at this moment; pause that one first."
                    ),
                    folder=folder,
                )
            if not claimed:  # the process id may have been reused, as after a restart: only the lock tells
                with self.folder.claimed():
                    pass

    # ---- the whole run ----

    def events(self) -> Generator[TrainingEvent, None, None]:
        """Prepare, train to the last step, write a bundle. Closing the generator saves a checkpoint (with one process).

        Meanwhile this process holds the lock on the run folder.
        """
        with contextlib.ExitStack() as held:
            self.group.led(lambda: self._claim(held))
            self._look(claimed=True)  # again: another process may have changed the folder since
            yield from self._events()

    def _claim(self, held: contextlib.ExitStack) -> None:
        held.enter_context(self.folder.claimed())
        self.folder.forget(self._begun)

    def _events(self) -> Generator[TrainingEvent, None, None]:
        try:
            if self.group.leads:
                self.record.begin(self.resume)
            yield from self._prepare()
            for event in self._train():
                self._log(event)
                yield event
        except _PauseError:
            self._end("paused")
            yield Paused(self.progress.step)
        except GeneratorExit:  # raised only at a `yield` of an event, never during an update
            if self._updating and self.group.size == 1:
                self._save()
            if not self._finished:
                self._end("paused")
            raise
        except KeyboardInterrupt:  # perhaps during an update, so nothing is saved
            self._end("paused")
            raise
        except BaseException as error:
            failure = explain(error, self.folder, self.progress, self.device)
            self._end("failed", failure.reason)
            if failure.problem is None:
                raise
            raise failure.problem from error

    def _end(self, state: State, reason: Sentence | str = "") -> None:
        if self.group.leads:
            self.record.tell_last(state, self.progress.step, reason)

    def _log(self, event: TrainingEvent) -> None:
        if self.group.leads:
            self.record.log(event)

    # ---- before the first update ----

    def _prepare(self) -> Iterator[TrainingEvent]:
        training = self.recipe.training
        yield Preparing("reading the sentence pairs")
        self.data = self._read_data()
        if self.group.leads:
            self.record.read(self.data.content)
            if self.data.report is not None:
                self.record.cleaned(self.data.report)
            self.record.notices += self.data.notices
        for notice in self.data.notices:
            yield Notice(notice)
        yield Preparing("building the model")
        sizes = self.data.source_tokenizer.size, self.data.target_tokenizer.size
        self.state = RunState(self.recipe.network_config(*sizes), training, self.device, self.group)
        self.validation = Validation(self.data, training, self.state.updater)
        if (told := self.validation.criterion.notice) is not None:
            self.record.notices.append(told)
            yield Notice(told)
        if self.resume:
            for notice in (*self._restore(), *self._changes):
                yield Notice(notice)
            done = self.progress.step
            if done >= training.steps:
                yield Notice(
                    Sentence(
                        QT_TRANSLATE_NOOP(
                            "Model", "{done} updates are done and {steps} were asked for, none is left to make."
                        ),
                        done=f"{done:,}",
                        steps=f"{training.steps:,}",
                    )
                )
        self.progress.threads = self.state.settle(self._small_batch(), self.progress.threads)

    def _small_batch(self) -> Batch:
        """Some pairs of the first epoch, to try how fast this computer is."""
        data, training = self.data.train, self.recipe.training
        first = next(iter(epoch_plan(data, training.batch_tokens, training.seed, epoch=0)))
        return batch_of(data, first[: max(1, len(first) * TRIAL_PIECES // training.batch_tokens)])

    def _read_data(self) -> TrainingData:
        """The leading process reads and encodes the data; then the others read its cache."""

        def progress(doing: str, share: float) -> None:
            if self.group.leads:
                self.record.tell("preparing", self.progress.step, doing, share)
            if self._heard() == "pause" and self.group.size == 1:
                raise _PauseError

        positions = self.recipe.network_config(1000, 1000).max_positions
        known = read_json(self.folder.data) if self.resume and self.folder.data.exists() else {}
        arguments = self.recipe, self.folder.path, positions, self.cache, progress, known
        return self.group.led(lambda: prepare_data(*arguments)) or prepare_data(*arguments)

    def _restore(self) -> list[Sentence]:
        """Resume from the newest readable checkpoint; returns sentences for the user."""
        self.progress, notices = self.state.restore(self.folder.checkpoints)
        if self.progress.scored_by not in ("", self.validation.criterion.name):  # BLEU and loss cannot be compared
            self.progress.best, self.progress.stale = {}, 0
        if self.group.leads:
            self.record.rewind(self.progress.step, notices)
        return notices

    # ---- updates ----

    def _train(self) -> Iterator[TrainingEvent]:
        data = self.data.train
        yield Started(
            parameters=self.state.model.parameter_count(),
            pairs=len(data),
            left_out=data.too_long,
            batches_per_epoch=count_batches(self.data.train, self.recipe.training.batch_tokens),
            device=describe_device(self.device),
            precision=str(self.state.updater.dtype).removeprefix("torch."),
            processes=self.group.size,
            resumed_at=self.progress.step,
            tokenizer=self.validation.criterion.tokenizer if self.validation.sentences else "",
        )
        self._tell("training")
        self._updating = True
        wish = yield from self._updates()
        if not wish and self.progress.step < self.recipe.training.steps:
            yield Notice(self._lost_patience())
        if wish == "pause":
            self._save()
            self._updating = False
            self._end("paused")
            yield Paused(self.progress.step)
        else:
            yield from self._finish()

    def _updates(self) -> Generator[TrainingEvent, None, Wish]:
        """Make updates until the last one, or until a request; returns that request."""
        training, progress = self.recipe.training, self.progress
        log = StepLog(training.steps, progress)
        if progress.step and self._agreed(self.wish) == "finish":
            return "finish"  # asked before the first update: finish with the restored weights
        if progress.step and progress.step % training.evaluate_steps == 0 and progress.evaluated < progress.step:
            yield self._evaluate()  # the run ended between an update and its evaluation
            yield self._save()
        if progress.step == 0:
            self._keep_heads()
        while progress.step < training.steps and not self._out_of_patience():
            begin = time.perf_counter()
            for batches, used in self._epoch():
                update = self._update(batches)
                seconds = time.perf_counter() - begin
                progress.step += 1
                progress.batch += used
                progress.target_tokens += update.pieces
                progress.seconds += seconds
                log.add(update, seconds)
                self._keep_heads()  # before anything is told: whoever closes the run here finds them kept
                last = progress.step == training.steps
                if progress.step % training.log_steps == 0:
                    yield log.logged()
                evaluated = progress.step % training.evaluate_steps == 0 or last
                if evaluated:
                    yield self._evaluate()
                if evaluated or progress.step % training.checkpoint_steps == 0:
                    yield self._save()
                self._tell("training")
                wish = self._agreed(self._heard())
                if last or wish or (evaluated and self._out_of_patience()):
                    return wish
                begin = time.perf_counter()
            progress.epoch += 1
            progress.batch = 0
        return ""

    def _epoch(self) -> Iterator[tuple[list[Batch], int]]:
        """This process's batches for each update of the rest of the epoch, and the number of planned batches used."""
        training, progress, data = self.recipe.training, self.progress, self.data.train
        alpha, epoch, number = self.recipe.data.subword_alpha, progress.epoch, progress.batch
        plan = epoch_plan(data, training.batch_tokens, training.seed, epoch, begin=number)
        while planned := list(islice(plan, training.accumulate)):
            batches = []
            for offset, indices in enumerate(planned):
                own = indices[self.group.rank :: self.group.size]
                if len(own):
                    draw = (training.seed, epoch, number + offset, self.group.rank)
                    batches.append(batch_of(data, own, alpha, draw))
            yield batches, len(planned)
            number += len(planned)

    def _update(self, batches: list[Batch]) -> Update:
        try:
            return self.state.updater.update(self.progress.step + 1, batches)
        except NotFiniteError as error:
            raise loss_not_finite(self.folder, self.progress) from error

    # ---- between updates ----

    def _heard(self) -> Wish:
        """The request from a signal or the run folder; the folder is checked every `LISTEN_SECONDS`."""
        now = time.monotonic()
        if not self.wish and self.group.leads and now - self._listened >= LISTEN_SECONDS:
            self._listened = now
            self.wish = self.folder.wish()
        return self.wish

    def _agreed(self, wish: Wish) -> Wish:
        """The request on which all processes act: "pause" if any has it, else "finish" if any has it."""
        pause, finish = self.group.sum(wish == "pause", wish == "finish")
        return "pause" if pause else "finish" if finish else ""

    def _out_of_patience(self) -> bool:
        patience = self.recipe.training.patience
        return bool(patience) and self.progress.stale >= patience

    def _lost_patience(self) -> Sentence:
        told = Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "The run ends after step {step} of {steps}: {patience} evaluations in a row were no better than "
                "that of step {best}, and [training] patience asks for no more.",
            ),
            step=f"{self.progress.step:,}",
            steps=f"{self.recipe.training.steps:,}",
            patience=self.progress.stale,
            best=f"{best_steps(self.progress, 1)[0]:,}",
        )
        self.record.notices.append(told)
        return told

    def _tell(self, doing: str, share: float = 0.0) -> None:
        if self.group.leads:
            self.record.tell("running", self.progress.step, doing, share)

    def _save(self) -> CheckpointSaved:
        """Save a checkpoint; remove older ones that are neither among the newest nor the best.

        Weights with NaN or infinity are not saved: the last checkpoint stays usable.
        """
        if not self.state.finite:
            raise weights_not_finite(self.folder, self.progress)
        path = self.state.save(self.folder.checkpoints, self.progress)
        if self.group.leads:
            self.record.rotate(best_steps(self.progress, self.recipe.training.keep_best))
        return CheckpointSaved(self.progress.step, str(path))

    def _keep_heads(self) -> None:
        """Keep the attention of the probe sentences at the first moments of the run."""
        step, training = self.progress.step, self.recipe.training
        if self.group.leads and training.probes and is_early_moment(step, training.evaluate_steps):
            with self.state.as_used():
                if traces := self.validation.traces(self.bundle()):
                    self.record.snapshot(step, traces)

    def _evaluate(self) -> Evaluated:
        """The leading process measures the model; all processes get the result."""
        if not self.state.finite:
            raise weights_not_finite(self.folder, self.progress)
        self._tell("evaluating")
        begin = time.perf_counter()
        measured = None
        if self.group.leads:
            with self.state.as_used():
                bundle = self.bundle()
                measured = self.validation.measure(bundle)
                self.record.snapshot(self.progress.step, self.validation.traces(bundle))
        found: Measured = self.group.gather(measured)[0]
        progress = self.progress
        criterion, best = self.validation.criterion, max(progress.best.values(), default=())
        improved = found.score > best
        progress.scored_by = criterion.name
        progress.stale = 0 if improved else progress.stale + 1
        progress.best[str(progress.step)] = found.score
        progress.best = {str(step): progress.best[str(step)] for step in best_steps(progress, 100)}
        progress.evaluated = progress.step
        progress.seconds += time.perf_counter() - begin
        return Evaluated(
            step=progress.step,
            nll=found.nll,
            perplexity=found.perplexity,
            bleu=found.bleu,
            chrf=found.chrf,
            exact=found.exact,
            sentences=found.sentences,
            improved=improved,
            better_by=criterion.decided_by(found.score, best) if improved else "",
            seconds=progress.seconds,
            samples=found.samples,
        )

    def bundle(self) -> Bundle:
        """The current model with its tokenizers."""
        return make_bundle(self.recipe, self.state.model, (self.data.source_tokenizer, self.data.target_tokenizer))

    # ---- after the last update ----

    def _finish(self) -> Iterator[TrainingEvent]:
        """Choose the best weights, write `bundle/` and measure it."""
        if self.progress.evaluated < self.progress.step:
            yield self._evaluate()
            yield self._save()
        self._updating = False
        self.group.wait()
        if not self.group.leads:
            return
        self._tell("choosing the best weights")
        run_bundle = RunBundle(self.recipe, self.folder, self.data, self.state.updater)
        weights = run_bundle.choose(self.progress, lambda: self._heard() == "pause")
        if weights is None:
            self._end("paused")
            yield Paused(self.progress.step)
            return
        self._tell("measuring the model")
        batches = count_batches(self.data.train, self.recipe.training.batch_tokens)
        epochs = self.progress.epoch + min(1.0, self.progress.batch / batches)
        scores = run_bundle.write(weights, self.progress, epochs)
        self._end("finished")
        self._finished = True
        yield Finished(
            step=self.progress.step,
            bundle=str(self.folder.bundle),
            weights=weights.name,
            tokenizer=run_bundle.validation.criterion.tokenizer,
            **{f"{prefix}{key}": score[key] for prefix, score in scores.items() for key in ("bleu", "chrf", "pairs")},
        )
