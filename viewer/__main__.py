"""`python -m viewer` does what `hilum` does."""

from viewer.cli import main

if __name__ == "__main__":
    main()
