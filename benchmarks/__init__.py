"""Side by side with peers and with the floor, in one run, in CPU seconds."""

import facilitate.cli  # noqa: F401  it sets how seldom every verb looks for garbage
