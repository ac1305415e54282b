"""Turn one plan and a stock take into everything an away day needs on screen and on paper."""

__version__ = "0.1.0"
