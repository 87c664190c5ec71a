"""From a mapping to an ordinary model folder, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from model.bundle.bundle import Bundle, save_bundle
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.files import unwritable
from model.foreign.plain.loading import bundle_of
from model.foreign.plain.mapping import Mapping
from model.unfinished import remove_unfinished, unfinished_path


def make_bundle(mapping: Mapping, folder: Path, stop: Callable[[], bool] = lambda: False) -> Bundle | None:
    """Write the model into `folder`, in the checkpoint's number format. None if `stop` says so: nothing is written.

    It is made in a hidden folder next to `folder` and renamed when it is complete. Raises `UserError` for a folder that
    is not empty, a full disk, and for everything that `bundle_of` refuses.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{folder} is not empty, and nothing there is overwritten; choose another folder."
            ),
            folder=folder,
        )
    bundle = bundle_of(mapping, None)
    if stop():
        return None
    remove_unfinished(folder.parent)
    unfinished = unfinished_path(folder)
    try:
        save_bundle(bundle, unfinished, next(bundle.model.parameters()).dtype)
        if stop():
            return None
        with contextlib.suppress(OSError):
            folder.rmdir()  # it is empty; not every system lets a rename replace it
        os.replace(unfinished, folder)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return bundle
