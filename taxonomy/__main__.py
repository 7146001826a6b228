"""``python -m taxonomy``."""

import sys

from taxonomy.command.line import main

sys.exit(main())
