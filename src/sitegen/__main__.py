"""``python -m sitegen``: the command line."""

from sitegen.cli import main

if __name__ == "__main__":
    main()
