"""What a reader takes along, or a page loads later: one module for each kind of file.

Three are made of a finished page (``article``) and return its text: ``markdown``, ``notebook``,
``script``. The others are made once for the site and write their file: ``write(site, ...)``.
"""
