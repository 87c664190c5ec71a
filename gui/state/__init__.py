"""What the views share: the selection, the session's data, the settings. QtCore only."""
