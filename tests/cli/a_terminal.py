"""Commands typed in this process, with their exit code and what they print."""

from click.testing import CliRunner, Result

from facilitate.cli import root


def run(*words: object) -> Result:
    """Run a command and return all that click tells of it."""
    return CliRunner().invoke(root, [str(word) for word in words], prog_name="facilitate")


def typed(*words: object) -> tuple[int, str, str]:
    """Run a command and return its exit code, stdout and stderr."""
    result = run(*words)
    return result.exit_code, result.stdout, result.stderr
