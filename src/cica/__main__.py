"""Lets ``python -m cica`` answer questions."""

import sys

from cica.cli import main

sys.exit(main())
