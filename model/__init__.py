"""Networks that translate, and what is done with them: decoding, recording, training, files. Imports no Qt, ever."""
