"""Other people's labelled sets, read as gold records: PolNeAR, PLV, CAMEO classes, PLOVER, TempEval-3.

The sets stay where the user has them; nothing of them comes with Detente.
"""
