"""Probabilities and weights as a person reads them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def percent(probability: float, locale: QLocale) -> str:
    """One or two decimals as needed: 91.2 %, 6.1 %, 0.40 %, < 0.01 %; only what is exactly 1 is 100 %."""
    value = 100.0 * probability
    if 0.0 < value < 0.01:
        return f"< {locale.toString(0.01, 'f', 2)} %"
    if 99.99 < value < 100.0:
        return f"> {locale.toString(99.99, 'f', 2)} %"
    digits = 0 if value in (0.0, 100.0) else 1 if 1.0 <= value < 99.9 else 2
    return f"{locale.toString(value, 'f', digits)} %"


def probability_text(probability: float, locale: QLocale) -> str:
    """Two significant digits: 0.91, 0.034, 1.2e-05; more if the number would round to 1."""
    if probability >= 0.1:
        return locale.toString(probability, "f", 2 if probability < 0.995 or probability == 1.0 else 4)
    return locale.toString(probability, "g", 2)


def count_text(count: int, locale: QLocale) -> str:
    """The count with separated thousands, which the C locale would not have."""
    grouping = QLocale(locale)
    grouping.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    return grouping.toString(count)


def exact(value: float, locale: QLocale) -> str:
    """Six decimals; below 0.00001 six significant digits."""
    return locale.toString(value, "f", 6) if value == 0.0 or value >= 1e-5 else locale.toString(value, "g", 6)


def exact_percent(probability: float, locale: QLocale) -> str:
    """Four decimals, as `exact` has six; below 0.001 % six significant digits."""
    value = 100.0 * probability
    number = locale.toString(value, "f", 4) if value == 0.0 or value >= 1e-3 else locale.toString(value, "g", 6)
    return f"{number} %"
