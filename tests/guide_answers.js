// Returns what the guide's functions say of every combination of the axes; see guide.py.
(({ walk, reason }, { data, axes, some }) => {
  const found = [];
  const fields = Object.keys(axes);
  const step = (answers, [field, ...others]) => {
    if (field) {
      for (const value of axes[field]) step({ ...answers, [field]: value }, others);
    } else if (answers.agent.length && (answers.effect.length || answers.role === "none")) {
      const told = found.length % some === 0;
      found.push(
        Object.keys(data.terms).flatMap((term) => {
          const id = walk(data.terms[term], answers);
          return told ? [id, reason(data, term, id, answers)] : [id];
        }),
      );
    }
  };
  step({}, fields);
  return found;
});
