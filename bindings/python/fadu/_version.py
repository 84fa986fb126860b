"""The version of the library that this package holds."""

from ._core import version

__version__: str = version()
