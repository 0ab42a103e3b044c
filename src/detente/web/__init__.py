"""The desk in the browser: pages and a JSON interface, thin over the Python API.

Needs the extra ``desk`` (``pip install 'detente[desk]'``). Nothing is requested from another machine, and the
server binds to the loopback address unless told otherwise.
"""
