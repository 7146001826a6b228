"""``python -m taxonomy.verify PURPLE_BOOK.csv EMA.csv``."""

import sys

from .comparing import main

sys.exit(main())
