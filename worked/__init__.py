"""Worked: every concept twice, in NumPy from first principles and in PyTorch as at work.

The import rule: nothing in this package imports torch except files named ``with_torch.py``.
A concept lives in ``worked/<family>/<concept>/`` with four files: ``__init__.py`` (one line that
says what it is), ``with_numpy.py``, ``with_torch.py`` and ``cases.py``.
So everything but the PyTorch sides works on a machine that has NumPy alone, and a reader who wants
one function needs one file.

``worked.checking`` holds the two sides together, ``worked.practice`` lets a reader write one of
them, and ``worked.experiments`` has the runs that several pages show.
"""
