"""The order of the steps, and nothing else.

`examine` walks from the files to the faults: load, audit, schedule, check. `build` goes on from
there: compose, write, verify, and the files into place. No other module knows the order.
"""
