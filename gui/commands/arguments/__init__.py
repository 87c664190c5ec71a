"""The arguments of the commands that can draw; `model.commands.arguments` has those of the others."""
