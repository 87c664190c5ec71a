"""The commands that can draw, as `model.commands.arguments` has the others."""
