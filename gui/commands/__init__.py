"""The commands that draw: each module has `run(args) -> status`; `arguments` holds their arguments."""
