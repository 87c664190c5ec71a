"""Stands in for main.py where only processes matter: counts steps in a run folder, hears wishes, knows no torch.

    fake_trainer.py train CONFIG --run DIR --begun SECONDS [--resume] [--finish]
    fake_trainer.py train CONFIG --estimate

A configuration whose name is "dies" ends it before it has told anything, with a last line that says why. A file
"die" in the run folder ends it in mid-training, leaving "running" behind.
"""

from __future__ import annotations

import json
import os
import sys
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from model.files import write_bytes
from model.training.run_folder import RunFolder
from model.values.run_status import RunStatus


def main() -> None:
    config = tomllib.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    steps = config["training"]["steps"]
    if "--estimate" in sys.argv:
        if steps == 13:
            sys.exit("13 brings bad luck; choose 14.")
        values = {"parameters": 1234567, "seconds": 0.5 * steps, "seconds_per_update": 0.5, "updates": steps}
        print(json.dumps({**values, "device": "CPU", "precision": "float32"}))
        return
    folder = RunFolder(Path(sys.argv[sys.argv.index("--run") + 1]))
    print("a line that nobody needs")
    if config["name"] == "dies":
        sys.exit("No module named 'torch'.")
    begun = max(folder.checkpoint_steps(), default=0) if "--resume" in sys.argv else 0
    folder.forget(float(sys.argv[sys.argv.index("--begun") + 1]))
    folder.tell(RunStatus("preparing", begun, steps, "reading the pairs"))
    if "--finish" in sys.argv:
        time.sleep(0.2)
        folder.tell(RunStatus("finished", begun, steps))
        return
    for step in range(begun + 1, steps + 1):
        time.sleep(0.02)
        folder.tell(RunStatus("running", step, steps, "training"))
        if (folder.path / "die").exists():
            print("Out of luck.", flush=True)
            os._exit(9)
        wish = folder.wish()
        if wish:
            folder.fulfil()
            write_bytes(folder.checkpoints / f"step-{step:07d}.safetensors", b"")
            folder.tell(RunStatus("paused" if wish == "pause" else "finished", step, steps))
            return
    folder.tell(RunStatus("finished", steps, steps))


main()
