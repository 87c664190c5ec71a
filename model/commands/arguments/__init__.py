"""What `main.py` knows of each command before anything is installed: one module each, with a `COMMAND`.

They import only the standard library.
"""
