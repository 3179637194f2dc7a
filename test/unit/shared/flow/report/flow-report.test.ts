import { describe, expect, it } from 'vitest';
import type { Flow } from '#shared/flow/flow.ts';
import { reportFileName, reportFlow } from '#shared/flow/report/flow-report.ts';
import { formatHexLines } from '#shared/flow/report/hex-lines.ts';
import { reportToHtml } from '#shared/flow/report/report-html.ts';
import { reportToMarkdown } from '#shared/flow/report/report-markdown.ts';
import { answeredFlow } from '../../../../support/flow-samples.ts';

const hostileName = '<script>alert(1)</script>|[x](javascript:1)`\u202eevil\u0000';

/** A flow whose client has a name that would be markup, reorder text or hide. */
function hostileFlow(): Flow {
  const flow = answeredFlow('revoked');
  const events = flow.events.map((event) => {
    const { step } = event;
    if (step.type !== 'certificate-presented' || step.certificate === null) return event;
    const summary = { ...step.certificate.summary, label: hostileName, subject: hostileName };
    return { ...event, step: { ...step, certificate: { ...step.certificate, summary } } };
  });
  return { ...flow, events };
}

describe('a report of a flow', () => {
  const report = reportFlow(answeredFlow('revoked'));

  it('has the verdict, every step, every check, the whole policy and the octets', () => {
    const flow = answeredFlow('revoked');
    expect(report.verdict.heading).toBe('A server would keep it out');
    expect(report.steps).toHaveLength(flow.events.length);
    expect(report.checks).toHaveLength(flow.outcome?.checks.length ?? -1);
    expect(report.policy.map(({ label }) => label)).toContain('Fallback');
    expect(report.messages.map(({ title }) => title)).toContain('OCSP response');
  });

  it('is one HTML file that loads and runs nothing, whatever stands in a name', () => {
    const html = reportToHtml(reportFlow(hostileFlow()), '<svg></svg>');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|src=|href=/i);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/);
    expect(html).toContain('\\u{202e}evil\\u{0}');
  });

  it('is Markdown in which a name stays a name', () => {
    const markdown = reportToMarkdown(reportFlow(hostileFlow()), null);
    expect(markdown).not.toContain('<script>');
    expect(markdown).not.toContain('[x](');
    expect(markdown).not.toMatch(/[\u202a-\u202e\0]/);
    // A bar within a cell would begin another one.
    const row = markdown.split('\n').find((line) => line.startsWith('| Certificate |')) ?? '';
    expect(row.replaceAll('\\|', '').split('|')).toHaveLength(4);
  });

  it('has a file name that any system takes', () => {
    expect(reportFileName(hostileFlow(), 'html')).toMatch(
      /^revoscope-[\p{L}\p{N}.-]+-\d{4}-\d\d-\d\dT\d{6}\.html$/u,
    );
  });
});

describe('formatHexLines', () => {
  it('writes offset, octets and printable characters as hex dumps do', () => {
    const octets = new TextEncoder().encode('OCSP over HTTP, 1\n');
    // As `xxd -g1 -c16` prints these octets, with a shorter offset.
    expect(formatHexLines(octets)).toEqual([
      '0000  4f 43 53 50 20 6f 76 65 72 20 48 54 54 50 2c 20  OCSP over HTTP, ',
      '0010  31 0a                                            1.',
    ]);
  });
});
