"""Sets up a fresh machine: `.venv` beside main.py, the packages of pyproject.toml, and the system libraries of Qt.

Standard library only, in a syntax that an old Python can read, so that an old Python can report that it is too old.
All messages go to standard error: standard output belongs to the commands.
"""
