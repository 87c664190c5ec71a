"""The models on this computer, and the hub from which others are downloaded."""
