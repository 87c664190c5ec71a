"""One widget a file. Views read and write the selection and listen to it; they never talk to each other."""
