"""The commands that need no screen: a module each, with `run(args) -> status`; `arguments` holds what they take."""
