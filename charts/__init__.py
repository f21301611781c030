"""Accessible pictures in pure Python: one layout, two pens.

A chart module turns a spec into a drawing (marks with a role, x in percent, y in pixels). `screen` writes
it in percent coordinates with the classes of the stylesheet; `fixed` writes it in absolute coordinates
with presentation attributes, for PDF and e-mail. No id, no style attribute, no sentence of its own.
"""
