import sax, { type QualifiedTag, type Tag } from 'sax';
import type { SettingsFile } from '#shared/model/settings-of-others.ts';
import { quoteLine } from '../values.ts';

/** One element of a `server.xml` that can say something of TLS. */
export interface TlsElement {
  readonly name: 'Connector' | 'SSLHostConfig';
  readonly attributes: Readonly<Record<string, string>>;
  readonly file: string;
  /** Of the end of its start tag, which is where a reader finds its attributes. */
  readonly line: number;
  /** The start tag, as far as one quotes it. */
  readonly text: string;
}

/** Reads the elements of a `server.xml`. What is not well-formed is passed over; no entity and no file is fetched. */
export function readServerXml({ name: file, text }: SettingsFile): readonly TlsElement[] {
  const found: TlsElement[] = [];
  const reader = sax.parser(true, { position: true });
  let started = 0;
  reader.onopentagstart = () => {
    started = Math.max(reader.startTagPosition - 1, 0);
  };
  reader.onopentag = (tag: Tag | QualifiedTag) => {
    const { name } = tag;
    if (name !== 'Connector' && name !== 'SSLHostConfig') return;
    const attributes: Record<string, string> = {};
    for (const [key, value] of Object.entries(tag.attributes)) {
      attributes[key] = typeof value === 'string' ? value : value.value;
    }
    const quoted = text.slice(started, started + 400).replaceAll(/\s+/g, ' ');
    found.push({ name, attributes, file, line: reader.line + 1, text: quoteLine(quoted) });
  };
  reader.onerror = () => {
    // Carried on from the next character: half a file still says something.
    Object.assign(reader, { error: null });
    reader.resume();
  };
  reader.write(text);
  return found;
}
