"""Makes the grammar reference: a page of the rules and word forms of the grammar files, with diagrams.

``bodies`` and ``expressions`` read what stands behind the colon of a definition into the tree of
``nodes``; ``notation`` writes a tree in a line, ``drawing`` draws it; ``comments`` and ``page`` make
the Markdown.
"""
