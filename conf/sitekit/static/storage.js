// A browser may refuse to keep anything; the theme asks without a second thought.
// Then this stands in for the store, and forgets.
try {
  localStorage.getItem("theme");
} catch {
  const store = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  Object.defineProperty(window, "localStorage", { value: store });
}
