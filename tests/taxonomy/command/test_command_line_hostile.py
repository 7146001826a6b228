"""The command line among pipes, small disks, odd locales and odd words: it answers soon, validly, or says why not."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from taxonomy import load
from taxonomy.command.commands import LONGEST_LINE
from taxonomy.command.line import main
from taxonomy.decide.cases import classify_lines
from taxonomy.export.writing import Unwritable
from taxonomy.export.writing import write as write_files
from taxonomy.query.search import LONGEST, MOST_WORDS
from tests.effort import effort
from tests.small import write

RUN = [sys.executable, "-m", "taxonomy"]
#: In this locale no Python finds the binding of libyaml below a folder whose name is not ASCII.
needs_ascii = pytest.mark.skipif(not sys.prefix.isascii(), reason="the path of this environment is not ASCII")
ASCII = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}


class TestStreams:
    """Standard input and output."""

    @needs_ascii
    @pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
    def test_are_utf8_whatever_the_locale(self, encoding: str) -> None:
        """Names come out as they went in."""
        line = '{"id": "Müller β", "agent": "cells"}\n'.encode()
        environment = {**ASCII, "PYTHONIOENCODING": encoding}
        done = subprocess.run([*RUN, "classify"], input=line, capture_output=True, env=environment, check=False)
        assert json.loads(done.stdout)["id"] == "Müller β", done.stderr

    @needs_ascii
    def test_bad_byte_is_no_traceback(self) -> None:
        """The other lines are answered."""
        lines = b'{"id": "\xff", "agent": "cells"}\n{"id": "b", "agent": "cells"}\n'
        done = subprocess.run([*RUN, "classify"], input=lines, capture_output=True, env=ASCII, check=False)
        assert [json.loads(each)["id"] for each in done.stdout.splitlines()] == ["\ufffd", "b"]
        assert done.stderr == b""

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_utf_16_is_read_if_it_says_so(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
    ) -> None:
        """As Windows writes it, with a mark, in a file and in standard input; without one it is refused in a line."""
        text = "pembrolizumab\nrituximab β\n".encode(encoding)
        path = tmp_path / "names.txt"
        path.write_bytes(text)
        status = main(["annotate", str(path)])
        told = capsys.readouterr()
        piped = subprocess.run([*RUN, "annotate"], input=text, capture_output=True, text=False, check=False)
        if encoding == "utf-16":
            assert [json.loads(each)["name"] for each in told.out.splitlines()] == ["pembrolizumab", "rituximab β"]
            assert (status, piped.stdout.decode()) == (0, told.out)
        else:
            wrong = "is no text in UTF-8, nor in UTF-16 with its mark at the beginning; expected a name a line\n"
            assert (status, told.out, told.err) == (1, "", f"{path}: {wrong}")
            assert (piped.returncode, piped.stderr.decode()) == (1, f"standard input: {wrong}")

    @pytest.mark.parametrize("command", ["annotate", "classify"])
    @pytest.mark.parametrize("file", ["/dev/full", "/dev/zero", "/proc/self/mem", "folder", "endless", "zeros later"])
    def test_what_is_no_list_of_lines(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, file: str
    ) -> None:
        """A device, memory, a folder, a line without end: one message that names it, and nothing is read for ever."""
        path = Path(file) if file.startswith("/") else tmp_path / file
        if file == "folder":
            path.mkdir()
        elif file == "endless":
            path.write_text("a" * (LONGEST_LINE + 1), encoding="utf-8")
        elif file == "zeros later":
            path.write_bytes(b"\n" * 100_000 + b"\0" * (LONGEST_LINE + 1))
        elif not path.exists():
            pytest.skip("not on this machine")
        assert main([command, str(path)]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith(f"{path}:")
        assert told.err.count("\n") == 1

    def test_a_pipe_by_name_is_read_to_its_end(self, tmp_path: Path) -> None:
        """As shells make one of a command."""
        os.mkfifo(tmp_path / "pipe")
        with subprocess.Popen(
            [*RUN, "annotate", str(tmp_path / "pipe")], stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as reader:
            (tmp_path / "pipe").write_text("kymriah\n", encoding="utf-8")
            out, _ = reader.communicate()
        assert json.loads(out)["name"] == "kymriah"
        assert reader.returncode == 0

    def test_mark_of_windows_is_no_part_of_the_first_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """In a file and in standard input."""
        line = b'\xef\xbb\xbf{"id": "a", "agent": "cells"}\n'
        path = tmp_path / "cases.jsonl"
        path.write_bytes(line)
        assert main(["classify", str(path)]) == 0
        assert json.loads(capsys.readouterr().out)["id"] == "a"
        done = subprocess.run([*RUN, "classify"], input=line, capture_output=True, check=False)
        assert (done.returncode, json.loads(done.stdout)["id"]) == (0, "a")

    def test_closed_input_is_told(self) -> None:
        """``classify <&-``."""
        command = ["bash", "-c", f"exec 0<&-; exec {shlex.join(RUN)} classify"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith("standard input: is closed")

    @pytest.mark.parametrize("words", ["list --json", "show car-t-cell-therapy", "export json", "search car"])
    def test_closed_pipe_is_quiet(self, words: str) -> None:
        """``… | head -c 1``."""
        done = subprocess.run(
            ["bash", "-c", f"{shlex.join(RUN)} {words} | head -c 1; exit ${{PIPESTATUS[0]}}"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 141)
        assert done.stderr == ""

    @pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
    def test_interruption_is_quiet(self) -> None:
        """Ctrl-C ends with 130 and without a word."""
        # Where the tests run in the background, Ctrl-C is passed over, and every child would do the same.
        listening = [sys.executable, "-c", f"import os, signal; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv({RUN[0]!r}, {[*RUN, 'classify']!r})"]  # fmt: skip
        with subprocess.Popen(
            listening, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(b'{"agent": "cells"}\n')
            process.stdin.flush()
            process.stdout.readline()
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=30)
        assert (process.returncode, errors) == (130, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_full_disk_is_told(self) -> None:
        """With a name, in one line."""
        done = subprocess.run(
            ["bash", "-c", f"{shlex.join(RUN)} list > /dev/full"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert done.stderr == "standard output: No space left on device\n"


class TestJson:
    """What is read and printed."""

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ('{"agent": ["cells"], "id": NaN}', "NaN is no number"),
            ('{"agent": ["cells"], "id": -Infinity}', "-Infinity is no number"),
            ('{"agent": ["cells"], "id": 1e999}', "1e999 is too large a number"),
            ('{"agent": ["cells"], "id": 1, "id": 2}', "'id' is given twice"),
            ('{"agent": ["cells"], "id": {"a": 1, "a": 2}}', "'a' is given twice"),
        ],
    )
    def test_is_json(self, line: str, told: str) -> None:
        """What is none is told, and each answer can be read again by anybody."""
        (answer,) = classify_lines([line])
        assert told in answer["error"]
        json.loads(json.dumps(answer, allow_nan=False), parse_constant=pytest.fail)

    def test_names_that_are_no_text(self) -> None:
        """``classify({1: 2})`` is an error that tells the name."""
        with pytest.raises(ValueError, match="1: is not a field here"):
            load().classify({1: 2, "agent": "cells"})  # type: ignore[dict-item] # on purpose

    def test_exit_status_is_the_same_as_for_people(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing found, a problem, a broken side of a comparison."""
        for words in (["search", "zzz"], ["check", str(folder)], ["show", "zzz"], ["search", "car"]):
            plain, as_json = (main([*words, *more, "--data", str(folder)]) for more in ([], ["--json"]))
            assert plain == as_json, words
        (folder / "types" / "insulin.yaml").write_text("", encoding="utf-8")
        assert main(["check", str(folder)]) == main(["check", str(folder), "--json"]) == 1
        assert capsys.readouterr().out


class TestFiles:
    """Where an export goes."""

    @pytest.mark.parametrize("name", ["a.zip", "A.ZIP", "a.Zip"])
    def test_zip(self, name: str, folder: Path, tmp_path: Path) -> None:
        """However its ending is written."""
        assert main(["export", "csv", "--data", str(folder), "-o", str(tmp_path / name)]) == 0
        assert zipfile.is_zipfile(tmp_path / name)

    def test_dash_is_standard_output(
        self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not a folder of that name."""
        monkeypatch.chdir(tmp_path)
        assert main(["export", "json", "--data", str(folder), "-o", "-"]) == 0
        assert json.loads(capsys.readouterr().out)["types"]
        assert main(["export", "csv", "--data", str(folder), "-o", "-"]) == 1
        assert not Path("-").exists()

    @pytest.mark.parametrize("name", ["x.csv", "x.parquet", "x.tar.gz", "x.7z", ""])
    def test_name_of_another_thing_is_refused(
        self, name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Many files are no file, and other archives are not written."""
        to = str(tmp_path / name) if name else ""
        assert main(["export", "csv", "--data", str(folder), "-o", to]) in (1, 2)
        assert not (tmp_path / (name or "datapackage.json")).exists()
        assert "expected a" in capsys.readouterr().err

    def test_device_gets_the_bytes(self) -> None:
        """``-o /dev/stdout``."""
        done = subprocess.run(
            [*RUN, "export", "json", "-o", "/dev/stdout"], capture_output=True, text=True, check=False
        )
        assert json.JSONDecoder().raw_decode(done.stdout)[0]["types"]

    def test_disk_that_is_full_leaves_the_old_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """All or nothing."""
        path = tmp_path / "a.json"
        path.write_bytes(b"old")

        def full(self: Path, content: bytes) -> int:
            with self.open("wb") as stream:
                stream.write(content[:2])
            raise OSError(28, "No space left on device", str(self))

        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            write_files({"taxonomy.json": b"new content"}, path)
        monkeypatch.undo()
        assert path.read_bytes() == b"old"
        assert [each.name for each in tmp_path.iterdir()] == ["a.json"]

    def test_several_files_are_no_file(self, tmp_path: Path) -> None:
        """Nor do they take the place of one."""
        (tmp_path / "x").write_text("old", encoding="utf-8")
        with pytest.raises(Unwritable, match="is the name of one file, and there are 2"):
            write_files({"a": b"", "b": b""}, tmp_path / "x")

    def test_link_is_written_through(self, tmp_path: Path) -> None:
        """The file that it leads to is renewed, and the link stays."""
        (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
        write_files({"taxonomy.json": b"new"}, tmp_path / "link.json")
        assert (tmp_path / "link.json").is_symlink()
        assert (tmp_path / "real.json").read_bytes() == b"new"


class TestQueries:
    """What is asked."""

    @pytest.mark.parametrize(
        "text", ["cell " * MOST_WORDS, "immunotherpay " * 20, "x" * LONGEST, "kymriha " * MOST_WORDS, "a-b-c-d-e-f-g"]
    )
    def test_long_query_is_answered_soon(self, text: str) -> None:
        """With no more work than each of its words makes alone."""
        reference = load()
        reference.search("car")  # makes the index
        alone = effort(lambda: reference.search("cell"))
        assert effort(lambda: reference.search(text)) < (1 + len(text.replace("-", " ").split())) * alone

    @pytest.mark.parametrize("text", ["cell " * 800, "x" * 10_000, "a b " * 40])
    def test_endless_query_is_refused(self, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Before anything is searched, in one line."""
        load().search("car")  # makes the index
        found = effort(lambda: main(["search", "car"]))
        capsys.readouterr()
        assert effort(lambda: main(["search", *text.split()])) < found
        assert main(["search", *text.split()]) == 2
        assert "what is looked for has" in capsys.readouterr().err
        with pytest.raises(ValueError, match="what is looked for has"):
            load().search(text)

    @pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", ""])
    def test_limit_is_a_number_from_one(self, limit: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Anything else is told as such."""
        assert main(["search", "car", f"--limit={limit}"]) == 2
        assert "is no number from 1 on" in capsys.readouterr().err

    def test_empty_authority_is_unknown(self, capsys: pytest.CaptureFixture[str]) -> None:
        """And not left out."""
        assert main(["why", "car-t-cell-therapy", "--according-to", ""]) == 1
        assert "there is no authority" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "words",
        [["show", "\x1b[31mx\n\u202e"], ["check", "/no\x1b[31m"], ["search", "zz\x1b[31mzz"], ["diff", "\x1b[31m"]],
    )
    def test_echo_steers_no_terminal(self, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """What was typed is printed as what it is."""
        assert main(words) in (1, 2)
        printed = capsys.readouterr()
        assert not {"\x1b", "\u202e", "\x9b"} & set(printed.out + printed.err)

    @pytest.mark.parametrize(
        "words",
        ["stale X", "count evidence --since X", "why X", "new type X --name a", "compare X", "show X", "check X", "diff X",
         "why car-t-cell-therapy --according-to X"],
    )  # fmt: skip
    def test_echo_begins_no_line(self, words: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A message is one line: what was typed begins none of its own, which a machine may take for a command."""
        typed = "a\n::error::b\r::c\u2028::d"
        assert main([each.replace("X", typed) for each in words.split(" ")]) in (1, 2)
        (line,) = capsys.readouterr().err.splitlines()
        assert not line.startswith("::")

    @pytest.mark.parametrize(
        "words", ["stale", "count", "count --press", "count evidence", "list", "annotate -", "diff HEAD"]
    )
    @pytest.mark.parametrize("name", ["", "file", "none"])
    def test_data_that_is_no_folder_of_data_is_told(
        self, words: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """An empty folder, a file and nothing at all are not taken for a reference without records."""
        (tmp_path / "file").write_text("root:x:0", encoding="utf-8")
        assert main([*words.split(), "--data", str(tmp_path / name)]) == 1
        printed = capsys.readouterr()
        assert (printed.out, len(printed.err.splitlines())) == ("", 1)
        assert (
            name != "file" or words == "diff HEAD" or "file:1: file: is a file; expected a data folder" in printed.err
        )

    @pytest.mark.parametrize("base", ["", "{tmp}"])
    def test_base_that_is_none_is_told(self, base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """An empty name, and a folder without data."""
        root = write(tmp_path / "data")
        (tmp_path / "other").mkdir()
        assert main(["diff", base.format(tmp=tmp_path / "other"), "--data", str(root)]) == 1
        assert capsys.readouterr().out == ""

    @pytest.mark.parametrize("text", ["garbage", "", "20261130", "2026-W48-1", "2026-13-45", "2026-11", "2026-11-30\n"])
    def test_day_has_one_form(self, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Anything else is told in words, not in those of Python."""
        assert main(["stale", f"--on={text}"]) == 2
        told = capsys.readouterr().err
        assert "is no day; expected a date such as 2026-11-22" in told
        assert "isoformat" not in told

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["--since", "main"], "--since compares evidence alone"),
            (["evidence", "--press"], "--press lists facts of every kind"),
        ],
    )
    def test_option_that_would_say_nothing_is_told(
        self, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """It is not left aside without a word."""
        assert main(["count", *words]) == 2
        assert capsys.readouterr().err.startswith(told)

    @pytest.mark.parametrize("base", ["", "no..such", "--output=x", "a\nb"])
    def test_version_that_is_none_is_told(self, base: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """An empty name is not left aside, and none is taken for an option of Git."""
        assert main(["count", "evidence", f"--since={base}", "--data", str(folder)]) == 1
        printed = capsys.readouterr()
        assert (printed.out, "Git revision" in printed.err) == ("", True)
