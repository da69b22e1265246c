"""Keeps products to one thread each: blocks run side by side, more threads would only wait.

Imported before numpy, which reads the variable once; whoever sets it otherwise is obeyed.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
