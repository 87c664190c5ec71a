"""The one exception that a person is meant to read."""


class UserError(Exception):
    """Something a person can put right: one sentence that says what happened, why, and what to do next.

    The command line prints it without a traceback (exit status 2); the window shows it beside what caused it.
    """
