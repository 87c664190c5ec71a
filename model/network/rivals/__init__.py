"""The systems that the paper compares itself to, one file each: a configuration and a `TrainableNetwork`."""
