"""One widget per file. Views read and write the selection and listen to it; they never talk to each other."""
