"""Painting the inside views: values in, any painter out; no widgets, so that the same functions draw SVG and PDF."""
