"""The one exception that a person is meant to read."""


class UserError(Exception):
    """Something a person can put right: one sentence that says what happened, why, and what to do next.

    The command line prints it without a traceback (exit status 2); the window shows it beside what caused it.
    """


class MissingExtra(UserError):  # noqa: N818 - a lack, told in a sentence, is no fault
    """Needs packages that are not installed; `extra` names their list in pyproject.toml. The window offers to install
    them, the command line says how to."""

    def __init__(self, sentence: str, extra: str) -> None:
        super().__init__(sentence)
        self.extra = extra
