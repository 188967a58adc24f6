"""How a command shows that long work goes on."""

import sys

import click


def show_progress(done: int, total: int) -> None:
    """Count on stderr, where a person looks at it."""
    if sys.stderr.isatty():
        # Wide enough to cover what stood there, which may have counted something else.
        click.echo(f"\r{f'{done:,} of {total:,}':<20}", nl=done == total, err=True)
