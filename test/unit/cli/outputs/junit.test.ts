import { describe, expect, it } from 'vitest';
import { type JunitCase, junitXml } from '#cli/outputs/junit.ts';
import { wellFormed } from '../../../support/well-formed.ts';

const passed: JunitCase = {
  name: 'good.pem',
  durationMs: 12.3456,
  outcome: 'passed',
  kind: '',
  message: '',
  details: [],
};

describe('junitXml', () => {
  it('counts, times and names its cases', () => {
    const failed = { ...passed, outcome: 'failed', kind: 'revoked', message: 'It is.' } as const;
    const broken = { ...passed, outcome: 'broken', kind: 'input-unreadable' } as const;
    const xml = junitXml({ name: 'revoscope check', at: 0, cases: [passed, failed, broken] });
    expect(wellFormed(xml)).toEqual([
      'testsuites name="revoscope check" tests="3" failures="1" errors="1" time="0.037"',
      'testsuite name="revoscope check" timestamp="1970-01-01T00:00:00" tests="3" failures="1" errors="1" time="0.037" skipped="0"',
      'testcase classname="revoscope.check" name="good.pem" time="0.012"',
      'testcase classname="revoscope.check" name="good.pem" time="0.012"',
      'failure type="revoked" message="It is."',
      'testcase classname="revoscope.check" name="good.pem" time="0.012"',
      'error type="input-unreadable" message=""',
    ]);
  });

  it('is well-formed whatever a name or a message holds', () => {
    const hostile = 'a<b>&"\'\u0000\u001b[2J\ud800\ufffe]]>\n\tz\u202e';
    const one = { ...passed, name: hostile, outcome: 'failed', kind: hostile } as const;
    const xml = junitXml({
      name: hostile,
      at: 0,
      cases: [{ ...one, message: hostile, details: [hostile, '<!-- -->'] }],
    });
    expect(wellFormed(xml)).toHaveLength(4);
    expect(xml).toContain('a&lt;b&gt;&amp;&quot;&apos;\ufffd\ufffd[2J\ufffd\ufffd]]&gt;&#10;');
  });
});
