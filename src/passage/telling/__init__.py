"""What the command line says: whole sentences for ears and eyes, and JSON for programs.

One line is one thought. Nothing is drawn, aligned or repainted, since a screen reader reads it
line by line as it comes. A module for each kind of thing that is told, loaded when it is.
"""
