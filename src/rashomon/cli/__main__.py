"""``python -m rashomon.cli``."""

from rashomon.cli import main

if __name__ == "__main__":
    main()
