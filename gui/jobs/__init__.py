"""Work off the GUI thread: the one thread that owns the model, and the mailbox its results come through."""
