"""Faults that an audit found in the package for health records and in catalogues: none is here any more.

``docs/contribute/data-audit.md`` lists each with its test.
"""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
from fhir.resources.conceptmap import ConceptMap
from rdflib import Graph

from taxonomy.export import Edition

DCTERMS = "http://purl.org/dc/terms/"
AJV = Path(__file__).parent / "ajv.mjs"


def held(archive: tarfile.TarFile, name: str) -> Any:
    """The data in a file of an archive."""
    file = archive.extractfile(name)
    assert file is not None
    return json.load(file)


class TestFhir:
    """The rules of HL7's validator, read in its source."""

    def resources(self, files: Path) -> dict[str, Any]:
        """Every resource of the package, by its file's name."""
        with tarfile.open(files / "fhir/package.tgz") as archive:
            names = [each for each in archive.getnames() if not each.endswith(("package.json", ".index.json"))]
            return {name: held(archive, name) for name in names}

    def test_package_is_one(self, files: Path) -> None:
        """The package says what it is and what each file holds, and holds what stands beside it."""
        with tarfile.open(files / "fhir/package.tgz") as archive:
            manifest, index = held(archive, "package/package.json"), held(archive, "package/.index.json")
        found = self.resources(files)
        assert manifest.keys() >= {
            "name",
            "version",
            "canonical",
            "fhirVersions",
            "dependencies",
            "description",
            "author",
        }
        assert set(manifest["version"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
        listed = {f"package/{each['filename']}": (each["resourceType"], each["url"]) for each in index["files"]}
        assert listed == {name: (each["resourceType"], each["url"]) for name, each in found.items()}
        beside = {path.name: json.loads(path.read_text("utf-8")) for path in (files / "fhir").glob("*.json")}
        assert beside == {name.removeprefix("package/"): each for name, each in found.items()}

    def test_value_set_of_the_system_is_the_whole_of_it(self, files: Path) -> None:
        """CODESYSTEM_CS_VS_INCLUDEDETAILS: it includes the system, and neither codes nor filters."""
        found = self.resources(files)
        system = found["package/CodeSystem-therapies.json"]
        (whole,) = [each for each in found.values() if each["url"] == system["valueSet"]]
        assert whole["compose"]["include"] == [{"system": system["url"], "version": system["version"]}]

    def test_properties_keep_their_types(self, files: Path) -> None:
        """CODESYSTEM_PROPERTY_*: each is declared with an address, of its type, and a code names a concept."""
        system = self.resources(files)["package/CodeSystem-therapies.json"]
        declared = {each["code"]: each for each in system["property"]}
        codes = {each["code"] for each in system["concept"]}
        assert all(each["uri"] for each in declared.values())
        for concept in system["concept"]:
            for each in concept["property"]:
                (value,) = [key for key in each if key.startswith("value")]
                form = declared[each["code"]]["type"]
                assert value == f"value{form[0].upper()}{form[1:]}"
                if form == "code" and each["code"] != "status":
                    assert each[value] in codes

    def test_designations_are_synonyms(self, files: Path) -> None:
        """Each designation has the use that SNOMED CT gives to synonyms, which HL7's value set holds."""
        system = self.resources(files)["package/CodeSystem-therapies.json"]
        uses = {each["use"]["code"] for concept in system["concept"] for each in concept.get("designation", [])}
        assert uses == {"900000000000013009"}

    def test_each_resource_describes_itself(self, files: Path) -> None:
        """No two have the same description."""
        said = Counter(each["description"] for each in self.resources(files).values())
        assert max(said.values()) == 1

    def test_maps_hold_every_mapping(self, files: Path, view: Edition) -> None:
        """The ConceptMaps are valid, and hold each mapping of each type once."""
        found = [each for each in self.resources(files).values() if each["resourceType"] == "ConceptMap"]
        for each in found:
            ConceptMap.model_validate(each)
        rows = Counter(
            (element["code"], target["code"])
            for each in found
            for group in each["group"]
            for element in group["element"]
            for target in element["target"]
        )
        assert rows == Counter(
            (type_.id, each.object_id.partition(":")[2]) for type_ in view.types() for each in type_.mappings
        )


class TestCatalogues:
    """What tells others that there is a data set."""

    @pytest.mark.filterwarnings("ignore")  # mlcroissant uses what rdflib has a newer name for
    def test_croissant_by_its_library(self, files: Path) -> None:
        """Mlcroissant reads the description without an error, and finds every table."""
        found = mlcroissant.Dataset(jsonld=files / "croissant.json")
        assert found.metadata.ctx.issues.report() == ""
        assert {each.name for each in found.metadata.record_sets} == {
            path.stem for path in (files / "csv").glob("*.csv")
        }

    def test_dcat_lists_every_download(self, files: Path) -> None:
        """Each distribution has an address, a media type and a licence."""
        graph = Graph().parse(files / "dcat.ttl")
        query = """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            PREFIX dcterms: <http://purl.org/dc/terms/>
            SELECT ?url WHERE {
                ?set a dcat:Dataset ; dcat:version ?v ; dcterms:modified ?day ; dcat:distribution ?one .
                ?one dcat:downloadURL ?url ; dcat:mediaType ?type ; dcterms:license ?licence
            }"""
        rows: Any = graph.query(query)
        names = {str(url).rpartition("/data/")[2] for (url,) in rows}
        assert names >= {"taxonomy.json", "csv.zip", "parquet.zip", "taxonomy.skos.ttl", "taxonomy.obo", "fhir.zip"}

    def test_codes_of_schema_org_have_no_prefix(self, files: Path) -> None:
        """A code's value is the code alone: the system stands beside it."""
        whole = json.loads((files / "taxonomy.schema-org.jsonld").read_text("utf-8"))
        codes = [code["codeValue"] for node in whole["@graph"] for code in node.get("code", [])]
        assert codes
        assert not [code for code in codes if ":" in code]
