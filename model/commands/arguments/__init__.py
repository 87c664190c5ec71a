"""The arguments and start of each command, one module each, with a `COMMAND`; used before anything is installed.

They import only the standard library.
"""
