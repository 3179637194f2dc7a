import type { EpochMs } from '#shared/model/time.ts';

/** One test case of a report. */
export interface JunitCase {
  readonly name: string;
  readonly durationMs: number;
  /** What it came to: passed, another outcome than wanted, or not carried out. */
  readonly outcome: 'passed' | 'failed' | 'broken';
  /** A word for the kind of failure, such as `revoked`; empty where it passed. */
  readonly kind: string;
  /** Why, in a sentence; empty where it passed. */
  readonly message: string;
  /** More for a person, over several lines. */
  readonly details: readonly string[];
}

/** A report in the form that build servers read. */
export interface JunitSuite {
  readonly name: string;
  readonly at: EpochMs;
  readonly cases: readonly JunitCase[];
}

/** Writes a suite in JUnit's XML. */
export function junitXml({ name, at, cases }: JunitSuite): string {
  const count = (outcome: JunitCase['outcome']) =>
    cases.filter((one) => one.outcome === outcome).length;
  const total = cases.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const numbers = attributes({
    tests: cases.length,
    failures: count('failed'),
    errors: count('broken'),
    time: seconds(total),
  });
  const suite = attributes({ name, timestamp: new Date(at).toISOString().slice(0, 19) });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name })}${numbers}>`,
    `  <testsuite${suite}${numbers} skipped="0">`,
    ...cases.map((one) => caseXml(one, name)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseXml(one: JunitCase, suite: string): string {
  const head = attributes({
    classname: suite.replaceAll(' ', '.'),
    name: one.name,
    time: seconds(one.durationMs),
  });
  if (one.outcome === 'passed') return `    <testcase${head}/>`;
  const element = one.outcome === 'failed' ? 'failure' : 'error';
  const what = attributes({ type: one.kind, message: one.message });
  const details = one.details.map(escaped).join('\n');
  return `    <testcase${head}>\n      <${element}${what}>${details}</${element}>\n    </testcase>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** Text for XML 1.0 (§2.2): what it cannot hold, not even escaped, becomes U+FFFD. */
function escaped(text: string): string {
  return [...text]
    .map((one) => (isXmlCharacter(one) ? (entities.get(one) ?? one) : '\ufffd'))
    .join('');
}

function isXmlCharacter(one: string): boolean {
  const code = one.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return (code <= 0xd7ff || code >= 0xe000) && code !== 0xfffe && code !== 0xffff;
}
