"""``python -m ubnd_digest``: the command without its script."""

from ubnd_digest_command import run

if __name__ == "__main__":
    run()
