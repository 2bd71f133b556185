"""``python -m ubnd_digest``: the command without its script."""

import sys

from ubnd_digest.cli import main

if __name__ == "__main__":
    sys.exit(main())
