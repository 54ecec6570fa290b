"""``python -m passage`` is ``passage``."""

from passage.cli import main

if __name__ == "__main__":
    main()
