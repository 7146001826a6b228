// Answers every combination of standard input as the guide does; prints the rule and the reason of each.
const { walk, reason } = require(process.argv[2]);
const { data, combinations } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const found = combinations.map((answers) =>
  Object.keys(data.terms).map((term) => {
    const id = walk(data.terms[term], answers);
    return [id, reason(data, term, id, answers)];
  }),
);
process.stdout.write(JSON.stringify(found));
