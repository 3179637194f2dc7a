const token = /<\?xml[^?]*\?>|<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
const reference = /&(?!(?:amp|lt|gt|quot|apos|#\d+);)/;

/**
 * Reads XML of the kind that JUnit reports are made of, and throws where it is not well-formed (XML 1.0):
 * elements nest, every reference is known, every character is allowed. Gives each start tag as it stands.
 */
export function wellFormed(xml: string): readonly string[] {
  const open: string[] = [];
  const seen: string[] = [];
  let at = 0;
  while (at < xml.length) {
    token.lastIndex = at;
    const match = token.exec(xml);
    if (match === null) throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 40)}`);
    at = token.lastIndex;
    const [text, slash, name = '', attributes = '', empty, characters] = match;
    checkCharacters(text);
    if (characters !== undefined && characters.trim() !== '' && open.length === 0) {
      throw new Error('text outside of the document');
    }
    if (name === '') continue;
    if (slash === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> ends another element`);
      continue;
    }
    seen.push(`${name}${attributes}`);
    if (empty !== '/') open.push(name);
  }
  if (open.length > 0) throw new Error(`not ended: ${open.join(', ')}`);
  return seen;
}

function checkCharacters(text: string): void {
  if (reference.test(text)) throw new Error(`an unknown reference in ${text}`);
  for (const one of text) {
    const code = one.codePointAt(0) ?? 0;
    const isAllowed =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 0x20 && code <= 0xd7ff) ||
      code >= 0xe000;
    if (!isAllowed || code === 0xfffe || code === 0xffff) throw new Error(`character ${code}`);
  }
}
