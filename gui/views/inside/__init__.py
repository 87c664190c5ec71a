"""The views of what happens between the words and the next piece; `registry` names them all."""
