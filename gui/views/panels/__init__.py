"""What stands around the attention maps on the translate page."""
