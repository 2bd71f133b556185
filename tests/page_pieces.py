"""Strategies for pages: characters and tags in any order, whole and broken."""

from __future__ import annotations

from hypothesis import strategies as st

SIGNS = st.text("<>/!-=\"'&;# \nabpx", max_size=40)
_MARKUP = (
    "<p> </p> <b> </b> <!-- --> <script> </script> <table> <tr> <td> </table> <li> <ul> </div> <div> <title> </title> <svg> "
    "</svg> <select> <template> <form> </form> <button> <h1> </h2> <![CDATA[ ]]> <? </> &amp; &# &nbsp < > x \" ' \0"
)
PIECES = st.lists(st.sampled_from((*_MARKUP.split(" "), " ", "<a href='")), max_size=30).map("".join)
