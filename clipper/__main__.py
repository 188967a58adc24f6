"""`python -m clipper` and the `clipper` command."""

from clipper.cli.main import main

if __name__ == "__main__":
    main()
