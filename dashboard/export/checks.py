"""What images need: a Chromium and a font with Chinese characters. Without one of them Chromium draws boxes and says
nothing, so both are looked for before anything is drawn."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome.exe", "msedge",
    "microsoft-edge", "msedge.exe",
)  # fmt: skip
# Where browsers stand that no PATH names.
PLACES = (
    "/usr/lib/chromium/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_NAMES = ("cjk", "wqy", "hansans", "han-sans", "droidsansfallback", "simsun", "simhei", "msyh", "uming", "ukai")


def find_browser() -> Path | None:
    """The Chromium to draw with: ``BROWSER_PATH`` when set, else the first on PATH or in its usual places."""
    if wanted := os.environ.get("BROWSER_PATH"):
        return Path(wanted) if Path(wanted).is_file() else None
    on_path = (shutil.which(name) for name in BROWSERS)
    known = (place for place in PLACES if Path(place).is_file())
    found = next((path for path in on_path if path), None) or next(known, None)
    return Path(found) if found else None


def has_chinese_font() -> bool:
    """Whether a font with Chinese characters is installed. Windows and macOS always bring one."""
    if sys.platform in ("win32", "darwin"):
        return True
    if lister := shutil.which("fc-list"):
        listed = subprocess.run([lister, ":lang=zh", "family"], capture_output=True, text=True, timeout=20, check=False)
        if listed.returncode == 0:
            return bool(listed.stdout.strip())
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    files = (file for folder in folders if folder.is_dir() for file in folder.rglob("*.[to]t[fc]"))
    return any(name in file.name.lower() for file in files for name in FONT_NAMES)


def image_problems() -> list[str]:
    """Why no images can be drawn here, one message a cause; empty when they can."""
    problems = []
    if find_browser() is None:
        wanted = os.environ.get("BROWSER_PATH")
        found = f"BROWSER_PATH leads to no file ({wanted})" if wanted else "no browser was found"
        problems.append(
            f"image export: {found}; Chromium or Chrome draws the images; "
            "install the package chromium, or set BROWSER_PATH to the browser's file"
        )
    if not has_chinese_font():
        problems.append(
            "image export: no font with Chinese characters was found; without one the images hold boxes for words; "
            "install the package fonts-noto-cjk"
        )
    return problems
