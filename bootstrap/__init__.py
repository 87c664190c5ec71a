"""Sets a fresh machine up: `.venv` beside main.py, what pyproject.toml names, and the system libraries Qt needs.

Standard library only, and in a syntax that an old Python can read, so that it can say that it is too old. Everything is
said on standard error: standard output belongs to the commands.
"""
