"""`inkout run`: how does an unchanged script run as if inkout were not there, with its AI calls sanitized?

The script runs in this process as `__main__`, with the arguments, the import path, the exit status and the tracebacks
that plain Python would give it.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from importlib.machinery import BuiltinImporter, SourceFileLoader, SourcelessFileLoader
from types import CodeType, ModuleType, TracebackType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

USAGE = """usage: inkout run SCRIPT [ARG...]
       inkout run -m MODULE [ARG...]
       inkout run -c CODE [ARG...]

Runs an unchanged Python script; what it sends to AI services is sanitized, what comes back is restored.
Options of Python itself go to Python: python -X dev -m inkout run SCRIPT

environment:
  INKOUT_POLICY   policy: a preset or the path of a file
  INKOUT_KEY      key of the tokens, base64
  INKOUT_HOSTS    more hosts of AI services, separated by commas: host or host:port
  INKOUT_MODE     'report' lets everything pass and only counts
"""


_was_interrupted = False


def run(arguments: list[str]) -> int:
    """Runs what `arguments` name, and returns the exit status; `SystemExit` of the script passes through.

    Nothing runs when the environment names a policy, key or mode that can't be used.
    """
    if not arguments or arguments[0] in ("-h", "--help"):
        (sys.stdout if arguments else sys.stderr).write(USAGE)
        return 0 if arguments else 2
    if arguments[0] == "--":
        del arguments[0]
    if not arguments or (arguments[0][0:1] == "-" and arguments[0] not in ("-", "-c", "-m")):
        return _wrong("unknown option; options of Python itself go to Python: python ... -m inkout run SCRIPT")
    if arguments[0] in ("-c", "-m") and len(arguments) == 1:
        return _wrong(f"{arguments[0]} needs an argument")

    from inkout import InkoutError
    from inkout._hooks import install

    try:
        install()
    except InkoutError as error:
        return _wrong(str(error))
    how = arguments[0]
    if how == "-m":
        return _run_module(arguments[1], arguments[1:])
    if how == "-c":
        return _run_text(arguments[1], "<string>", ["-c", *arguments[2:]])
    if how == "-":
        return _run_text(sys.stdin.read(), "<stdin>", arguments)
    if os.path.isdir(how) or _is_archive(how):
        return _run_container(how, arguments)
    return _run_file(how, arguments)


def _run_file(path: str, argv: list[str]) -> int:
    absolute = _absolute(path)
    try:
        with open(absolute, "rb") as file:
            data = file.read()
    except OSError as error:
        return _wrong(f"can't open file {absolute!r}: [Errno {error.errno}] {error.strerror}")
    main = _fresh_main(argv)
    main.__file__ = absolute
    main.__dict__["__cached__"] = None
    is_compiled = absolute.endswith(".pyc")
    main.__loader__ = (SourcelessFileLoader if is_compiled else SourceFileLoader)("__main__", absolute)
    _first_on_the_path(os.path.dirname(os.path.realpath(absolute)))

    def code() -> CodeType:
        if is_compiled:
            compiled = SourcelessFileLoader("__main__", absolute).get_code("__main__")
            if compiled is None:
                raise ImportError(f"no code in {absolute!r}")
            return compiled
        return compile(data, absolute, "exec", dont_inherit=True)

    return _until_the_end(lambda: exec(code(), main.__dict__))


def _run_text(text: str, name: str, argv: list[str]) -> int:
    main = _fresh_main(argv)
    _first_on_the_path("")
    if name == "<stdin>":
        main.__file__ = name
    elif sys.version_info >= (3, 13):
        # Since then, tracebacks show the lines of `-c`.
        import linecache

        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    return _until_the_end(lambda: exec(compile(text, name, "exec", dont_inherit=True), main.__dict__))


def _run_module(name: str, argv: list[str]) -> int:
    import runpy

    _fresh_main(["-m", *argv[1:]])
    _first_on_the_path(os.getcwd())
    # What `python -m` itself calls: it looks the module up, sets `sys.argv[0]` and runs it in `__main__`.
    return _until_the_end(lambda: runpy._run_module_as_main(name))  # type: ignore[attr-defined]


def _run_container(path: str, argv: list[str]) -> int:
    import runpy

    _fresh_main(argv)
    _first_on_the_path(_absolute(path))
    return _until_the_end(lambda: runpy._run_module_as_main("__main__", False))  # type: ignore[attr-defined]


def _absolute(path: str) -> str:
    # Like Python, without taking `..` out of it.
    return os.path.join(os.getcwd(), path)


def _is_archive(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            if file.read(2) == b"#!":
                file.readline()
            else:
                file.seek(0)
            if file.read(2) != b"PK":
                return False
    except OSError:
        return False
    from zipfile import is_zipfile

    return is_zipfile(path)


def _fresh_main(argv: list[str]) -> ModuleType:
    sys.argv[:] = argv
    main = ModuleType("__main__")
    main.__dict__["__builtins__"] = sys.modules["builtins"]
    main.__loader__ = BuiltinImporter
    if sys.version_info < (3, 14):
        main.__annotations__ = {}
    sys.modules["__main__"] = main
    return main


def _first_on_the_path(folder: str) -> None:
    # Python put something first for `-m inkout` or for the `inkout` command, unless it was told not to.
    if not (getattr(sys.flags, "safe_path", False) or sys.flags.isolated):
        sys.path[0] = folder


def _until_the_end(start: Callable[[], Any]) -> int:
    # Before the script registers anything, so that it is called after all of that.
    atexit.register(_die_if_interrupted)
    try:
        start()
    except SystemExit:
        raise
    except BaseException as error:
        global _was_interrupted
        _was_interrupted = isinstance(error, KeyboardInterrupt)
        _report(error, _beyond_this_file(error.__traceback__))
        return 1
    return 0


def _beyond_this_file(trace: TracebackType | None) -> TracebackType | None:
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    return trace


def _report(error: BaseException, trace: TracebackType | None) -> None:
    # What Python does with an error that nobody catches: leaves it for debuggers, and calls the hook.
    error.__traceback__ = trace
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, trace
    if sys.version_info >= (3, 12):
        sys.last_exc = error
    sys.excepthook(type(error), error, trace)


def _die_if_interrupted() -> None:
    # A shell that starts scripts in a loop stops only when the signal itself has ended one.
    if _was_interrupted:
        sys.stdout.flush()
        sys.stderr.flush()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)


def _wrong(message: str) -> int:
    sys.stderr.write(f"inkout run: {message}\n")
    return 2
