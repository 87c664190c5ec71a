"""The commands that need no screen: one module each, with `run(args) -> exit status`."""
