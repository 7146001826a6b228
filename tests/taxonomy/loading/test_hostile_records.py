"""Records and files of a stranger: each trick is told at its place, soon, and nothing else is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taxonomy import load
from taxonomy.authoring.fixing import fix_all
from taxonomy.command.line import main
from taxonomy.loading.checks.whole import circles
from taxonomy.loading.folder import Folder
from tests.effort import effort
from tests.small import CAR_T, KNEE, TYPE, write


def told(root: Path) -> list[str]:
    """Every problem of a folder, each as its line, without the way to the folder."""
    return [str(each).replace(f"{root.as_posix()}/", "") for each in Folder(root).problems]


class TestYaml:
    """What YAML knows and a record has no use for."""

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("name: CAR #1", "name: ends before '#1', which YAML takes for a comment"),
            ("name: CAR\t# one", "name: ends before '# one', which YAML takes for a comment"),
            ("name: !!binary aGk=", "name: has the tag 'tag:yaml.org,2002:binary'"),
            ("name: !foo bar", "name: has the tag '!foo'"),
            ("name: ! bar", "name: has the tag '!'"),
            ("name: !!str CAR", "name: has the tag 'tag:yaml.org,2002:str'"),
            ("name: &anchor CAR", "name: has the anchor 'anchor'"),
        ],
    )
    def test_is_told(self, tmp_path: Path, line: str, message: str) -> None:
        """A comment that cuts a text, a tag, an anchor."""
        root = write(tmp_path / "data", car_t=CAR_T.replace("name: CAR-T cell therapy", line))
        assert any(each.startswith(f"types/car-t.yaml:2: {message}") for each in told(root)), told(root)

    @pytest.mark.parametrize("text", ["!!set {a, b}", "!!omap [a: b]", "!x [a]", "&a [b]"])
    def test_tag_of_a_list_is_told(self, tmp_path: Path, text: str) -> None:
        """Not only texts have tags."""
        root = write(
            tmp_path / "data", car_t=CAR_T.replace("  - CAR T\n  - chimeric antigen receptor T cells", f"  {text}")
        )
        assert any("synonyms: has the" in each for each in told(root)), told(root)

    @pytest.mark.parametrize(
        "line", ['name: "CAR #1"', "name: CAR#1", "# CAR #1\nname: CAR", 'name: "CAR" # one', "name: CAR\n# a # b"]
    )
    def test_comments_that_cut_nothing_pass(self, tmp_path: Path, line: str) -> None:
        """A sign in quotes or in a word, and a comment on a line of its own."""
        assert told(write(tmp_path / "data", car_t=CAR_T.replace("name: CAR-T cell therapy", line))) == []


class TestFiles:
    """What lies in the folder."""

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("type/x.yaml", "type:1: file: is not read (did you mean 'types'?)"),
            ("product/x.yaml", "product:1: file: is not read (did you mean 'products'?)"),
            ("x.yaml", "x.yaml:1: file: is not read"),
            ("types/sub/x.yaml", "types/sub:1: file: is not read: its name does not end in .yaml"),
            ("types/x.YAML", "types/x.YAML:1: file: is not read: its name does not end in .yaml"),
            ("sources.bib.orig", "sources.bib.orig:1: file: is not read"),
            ("types/\x1b[31m\u202e", "types/\\x1b[31m\\u202e:1: file: is not read"),
        ],
    )
    def test_stranger_is_told(self, tmp_path: Path, name: str, message: str) -> None:
        """A misspelt folder, a file in no folder, a name that would steer the terminal."""
        root = write(tmp_path / "data")
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(KNEE, encoding="utf-8")
        assert any(each.startswith(message) for each in told(root)), told(root)

    @pytest.mark.parametrize(
        "name",
        ["types/pw.yaml", "types/car-t.yaml", "products/exampleleucel.yaml", "sources.bib", "types", "explained.yaml"],
    )
    def test_link_is_told_and_never_followed(self, tmp_path: Path, name: str) -> None:
        """Nothing of what a link leads to is read or shown, and ``--fix`` leaves the link a link."""
        root, secret = write(tmp_path / "data"), tmp_path / "secret"
        secret.write_text("root:x:0:0:secret\n", encoding="utf-8")
        path = root / name
        if path.is_dir():
            path.rename(tmp_path / "elsewhere")
            secret = tmp_path / "elsewhere"
        path.unlink(missing_ok=True)
        path.symlink_to(secret)
        found = told(root)
        assert any(each.startswith(f"{name}:1: file: is a link; expected a") for each in found), found
        assert not any("secret" in each for each in found)
        fix_all(Folder(root))
        assert path.is_symlink()

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
    def test_pipe_is_told(self, tmp_path: Path) -> None:
        """Nobody waits for a pipe."""
        root = write(tmp_path / "data")
        os.mkfifo(root / "types" / "pipe.yaml")
        assert any("types/pipe.yaml:1: file: is no ordinary file" in each for each in told(root))

    @pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "com0", "lpt9"])
    def test_device_is_no_identifier(self, tmp_path: Path, name: str) -> None:
        """A file of this name keeps everybody on Windows from checking out."""
        root = write(tmp_path / "data", **{name: TYPE.format(id=name, name="X", family="transfusion", agent="cells")})
        assert any(f"types/{name}.yaml:1: id: '{name}' is the name of a device" in each for each in told(root))

    @pytest.mark.parametrize(
        "name", ["README.md", "/etc/passwd", "/.dockerenv", "types.yaml", "types/x.txt", "type/x.yaml"]
    )
    def test_file_that_is_no_record(self, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        """``check FILE`` says so and fails."""
        path = tmp_path / name
        if not Path(name).is_absolute():
            path.parent.mkdir(exist_ok=True)
            path.write_text("x", encoding="utf-8")
        elif not path.exists():
            pytest.skip("not on this machine")
        assert main(["check", str(path)]) == 1
        assert f"{path}:1: file: is not of a data folder; expected a record" in capsys.readouterr().out
        assert main(["check", str(path), "--json"]) == 1

    def test_bibliography_is_checked_when_named(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Its problems, and none of the records'."""
        bib = folder / "sources.bib"
        assert main(["check", str(bib)]) == 0
        bib.write_text(
            bib.read_text(encoding="utf-8") + "@misc{zz,\n title = {x}\n year = {2026},\n}\n", encoding="utf-8"
        )
        assert main(["check", str(bib)]) == 1
        assert f"{bib}:21: year: follows a field without ','" in capsys.readouterr().out


class TestSize:
    """However much there is, the answer comes soon and without a traceback."""

    def test_long_chain_of_parents(self, tmp_path: Path) -> None:
        """1,500 levels load, and are climbed without recursion; a circle of them is told."""
        text = TYPE.replace("synonyms", "parents:\n  - {parent}\nsynonyms")
        chain = {
            f"t{n}": text.format(id=f"t{n}", name=f"T{n}", family="transfusion", agent="cells", parent=f"t{n + 1}")
            for n in range(1500)
        }
        end = TYPE.format(id="t1500", name="End", family="transfusion", agent="cells")
        root = write(tmp_path / "data", **chain, t1500=end)
        assert len(load(root).ancestors("t0")) == 1500
        (root / "types" / "t1500.yaml").write_text(
            chain["t1499"].replace("t1499", "t1500").replace("T1499", "End").replace("- t1500\n", "- t0\n", 1),
            encoding="utf-8",
        )
        assert any("parents: form a circle: t0 → t1 → t2 → … → " in each for each in told(root)), told(root)[:3]

    def test_circles_are_all_found(self) -> None:
        """Each once, from where it is met first."""
        assert list(circles({"a": ["b", "c"], "b": ["a"], "c": ["c", "d"], "d": []})) == [["a", "b", "a"], ["c", "c"]]

    def test_many_synonyms(self, tmp_path: Path) -> None:
        """Ten times as many names are ten times the work to check."""

        def work(number: int) -> int:
            many = "\n".join(f"  - s{n:05}" for n in range(number))
            root = write(tmp_path / str(number), car_t=CAR_T.replace("  - CAR T\n", many + "\n"))
            found: list[str] = []
            calls = effort(lambda: found.extend(told(root)))
            assert found == []
            return calls

        assert work(20_000) < 11 * work(2_000)

    @pytest.mark.parametrize("line", ["parents:", "sources:", "harms_not_found:"])
    def test_many_unknown_names(self, tmp_path: Path, line: str) -> None:
        """Guesses at what was meant end before they become much work."""

        def work(number: int) -> int:
            many = "\n".join(f"  - x-{n}" for n in range(number))
            if line == "parents:":
                text = CAR_T.replace("  - t-cells\n", f"  - t-cells\n{many}\n")
            elif line in CAR_T:
                text = CAR_T.replace(f"\n{line}\n", f"\n{line}\n{many}\n", 1)
            else:
                text = f"{CAR_T}\n{line}\n{many}\n"
            root = write(tmp_path / str(number), car_t=text)
            found: list[str] = []
            calls = effort(lambda: found.extend(told(root)))
            assert len(found) >= number
            return calls

        assert work(8_000) < 11 * work(800)


class TestUses:
    """Two uses have two addresses."""

    @pytest.mark.parametrize(
        "other", ["knee arthritis", "Knee (arthritis)", "Knee  arthritis!", "Knee-arthritis", "KNEE ARTHRITIS"]
    )
    def test_address_is_one_use(self, tmp_path: Path, other: str) -> None:
        """Case and punctuation make no other address."""
        use = KNEE[KNEE.index("  - indication") : KNEE.rindex("sources:\n  - asgct")]
        root = write(tmp_path / "data", knee_cells=KNEE.replace(use, use + use.replace("Knee arthritis", other)))
        assert any(
            "uses[1].indication: " in each and ("same address" in each or "twice" in each) for each in told(root)
        )

    @pytest.mark.parametrize("name", ["漢字 😀", "αβ", "é"])
    def test_address_is_not_empty(self, tmp_path: Path, name: str) -> None:
        """A use without Latin letters has none."""
        root = write(tmp_path / "data", knee_cells=KNEE.replace("indication: Knee arthritis", f"indication: {name}"))
        assert any("uses[0].indication: holds" in each for each in told(root))


class TestTwoKinds:
    """One identifier of a type and a product."""

    @pytest.fixture
    def both(self, tmp_path: Path) -> Path:
        """A folder in which a type is called as the product."""
        root = write(tmp_path / "data")
        text = TYPE.format(id="exampleleucel", name="Other", family="transfusion", agent="cells")
        (root / "types" / "exampleleucel.yaml").write_text(text, encoding="utf-8")
        return root

    @pytest.mark.parametrize("words", [["product:exampleleucel"], ["exampleleucel", "--kind", "product"]])
    def test_product_is_shown(self, both: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """By its kind."""
        assert main(["show", *words, "--data", str(both), "--json"]) == 0
        printed = capsys.readouterr()
        assert '"holder": "Example Ltd"' in printed.out
        assert printed.err == ""

    def test_ambiguity_is_told(self, both: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The type is shown, and how to get the other."""
        assert main(["show", "exampleleucel", "--data", str(both)]) == 0
        assert "say product:exampleleucel" in capsys.readouterr().err
        assert main(["why", "type:exampleleucel", "--data", str(both)]) == 0
        assert main(["why", "product:exampleleucel", "--data", str(both)]) == 1
        assert main(["show", "claim:exampleleucel", "--data", str(both)]) == 1


def test_every_product_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the reference itself: what two kinds share is told, and both are there."""
    reference = load()
    shared = sorted(set(reference.products) & set(reference.types))
    for id in shared:
        assert main(["show", f"product:{id}", "--json"]) == 0
        assert f'"type": "{reference.products[id].type}"' in capsys.readouterr().out
    assert len(shared) >= 8
