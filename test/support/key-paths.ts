/**
 * The names in a JSON document with the type of what they hold, each once and in their order:
 * `response.nextUpdate: string`. Elements of an array count as one, names that repeat at every depth too.
 */
export function keyPaths(document: unknown): readonly string[] {
  return [...new Set(pathsOf(document, ''))];
}

function pathsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) {
    const elements = value.flatMap((element) => pathsOf(element, `${path}[]`));
    return elements.length === 0 ? [`${path}: empty`] : elements;
  }
  if (typeof value !== 'object' || value === null) {
    return [`${path}: ${value === null ? 'null' : typeof value}`];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    // Evidence differs from check to check, and a tree holds itself.
    if (name === 'evidence' || name === 'children') return [`${path}.${name}`];
    return pathsOf(inner, path === '' ? name : `${path}.${name}`);
  });
}
