"""The commands that need no screen: one module each, with `run(args) -> status`; their arguments are in `arguments`."""
