"""What makes the site out of ``worked/`` and ``docs/``; a reader never imports it.

``execution`` decides where and whether blocks run and could serve any site, ``publishing`` puts
the package on pages and finishes what was built, ``checks`` looks at the built site as a reader
does. The direction is one: this package imports ``worked``, and nothing in ``worked`` imports it.
"""
