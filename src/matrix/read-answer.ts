/** An HTTP answer as far as it has come: its head is there. */
export interface PartialAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bodyOctets: number;
}

/** Reads the head and what there is of the body; null while the head is not complete, or is no HTTP. */
export function readAnswer(octets: Buffer): PartialAnswer | null {
  const end = octets.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [first = '', ...lines] = octets.subarray(0, end).toString('latin1').split('\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first)?.[1];
  if (status === undefined) return null;
  const headers: Record<string, string> = {};
  for (const line of lines.slice(0, 200)) {
    const at = line.indexOf(':');
    if (at > 0) headers[line.slice(0, at).trim().toLowerCase()] = line.slice(at + 1).trim();
  }
  const rest = octets.subarray(end + 4);
  // An interim answer (100 Continue) is none yet.
  if (status.startsWith('1')) return readAnswer(rest);
  return { status: Number(status), headers, body: rest.toString('utf8'), bodyOctets: rest.length };
}

/** True where all of the answer is there as far as its head tells. */
export function isComplete(answer: PartialAnswer | null, method: string): boolean {
  if (answer === null) return false;
  if (method === 'HEAD' || answer.status === 204 || answer.status === 304) return true;
  const length = answer.headers['content-length'];
  if (length !== undefined) return answer.bodyOctets >= Number(length);
  const isChunked = /chunked/i.test(answer.headers['transfer-encoding'] ?? '');
  return isChunked && /(?:^|\r\n)0\r\n\r\n$/.test(answer.body);
}
