"""What `main.py bench training` and `main.py bench memory` measure with.

work        the same generated batches for all who are compared, and how many operations they are
contestants      our update, and a plain loop around `torch.nn.Transformer`
joeynmt, joeynmt_child      JoeyNMT, installed aside and run in a process of its own
peak, memory_child        the memory that a process needed at most, and the process that is watched
"""
