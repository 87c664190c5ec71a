"""What `main.py bench training` and `main.py bench memory` measure with.

work        the same generated batches for all contestants, and their number of operations
contestants      our update, and a plain loop around `torch.nn.Transformer`
joeynmt, joeynmt_child      JoeyNMT, installed separately and run in its own process
peak, memory_child        the peak memory of a process, and the process that is measured
"""
