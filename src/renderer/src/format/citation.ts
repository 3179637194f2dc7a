/** A citation cut into what is text and what leads to a document. */
export interface CitationPart {
  readonly text: string;
  readonly url: string | null;
}

/** Finds the RFC clauses of a citation (`RFC 6960 §4.2.2.2, local policy`) and where each can be read. */
export function parseCitation(citation: string): readonly CitationPart[] {
  const parts: CitationPart[] = [];
  const pattern = /RFC (\d+)(?: §(\d+(?:\.\d+)*))?(?: item \d+)?|X\.690(?: §[\d.]+)?/g;
  let end = 0;
  for (const match of citation.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: citation.slice(end, match.index), url: null });
    parts.push({ text: match[0], url: match[1] === undefined ? null : rfcUrl(match[1], match[2]) });
    end = match.index + match[0].length;
  }
  if (end < citation.length) parts.push({ text: citation.slice(end), url: null });
  return parts;
}

function rfcUrl(number: string, section: string | undefined): string {
  const anchor = section === undefined ? '' : `#section-${section}`;
  return `https://www.rfc-editor.org/rfc/rfc${number}${anchor}`;
}
