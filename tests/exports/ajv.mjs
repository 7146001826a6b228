// allowUnionTypes: editors read a year alone as a number.
// Compiles a schema and a few more, and holds a document to the first: node ajv.mjs SCHEMA DOCUMENT [SCHEMA ...]
import fs from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const read = (path) => JSON.parse(fs.readFileSync(path, "utf-8"));
const [schema, document, ...more] = process.argv.slice(2);
const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
addFormats(ajv);
const valid = ajv.compile(read(schema));
more.forEach((path) => ajv.compile(read(path)));
console.log(valid(read(document)) ? "valid" : JSON.stringify(valid.errors.slice(0, 3)));
