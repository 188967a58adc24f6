"""What all tests share: no screen, so that windows are drawn in memory and look the same everywhere."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt asks the desktop for fonts, colours and portals otherwise, and tests would differ from one machine to the next.
os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")
