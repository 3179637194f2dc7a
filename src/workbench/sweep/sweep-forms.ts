import type { SweepResult, SweepStatistics } from '#shared/model/sweep.ts';
import type { EpochMs } from '#shared/model/time.ts';

const columns = [
  'source',
  'number',
  'subject',
  'issuer',
  'serialNumber',
  'fingerprint',
  'notAfter',
  'status',
  'reason',
  'revokedAt',
  'thisUpdate',
  'nextUpdate',
  'responder',
  'durationMs',
  'attempts',
] as const;

/** The first line of the CSV. */
export const csvHead = columns.join(',');

const times: readonly string[] = ['notAfter', 'revokedAt', 'thisUpdate', 'nextUpdate'];

/** A result as a line of CSV (RFC 4180); times in RFC 3339. */
export function toCsv(result: SweepResult): string {
  return columns
    .map((column) => {
      const value = result[column];
      if (value === null) return '';
      if (typeof value === 'number' && times.includes(column)) return timeText(value);
      return typeof value === 'number' ? String(Math.round(value)) : quote(value);
    })
    .join(',');
}

/** A spreadsheet takes what begins with one of these for a formula: it gets an apostrophe before it. */
function quote(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function timeText(at: EpochMs): string {
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : '';
}

/** The sweep as one HTML file with charts: no scripts, nothing fetched, readable in print. */
export function toSweepHtml(statistics: SweepStatistics, at: EpochMs): string {
  const { total, status, ages, lives, responders, reasons, revoked } = statistics;
  const bars = (title: string, list: readonly Bar[]) => chart(title, list);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>Sweep of ${timeText(at)}</title><style>${style}</style></head><body>`,
    `<h1>${total} certificates</h1><p>Finished ${timeText(at)}.</p>`,
    ...bars(
      'Status',
      Object.entries(status).map(([label, count]) => ({ label, count })),
    ),
    ...bars('Age of the answers', ages),
    ...bars('Certificates that end', lives),
    ...bars(
      'Time for each responder, in ms on average',
      responders.slice(0, 30).map(({ uri, answers, totalMs }) => ({
        label: `${uri} (${answers})`,
        count: Math.round(totalMs / Math.max(answers, 1)),
      })),
    ),
    ...(reasons.length === 0 ? [] : bars('Why a status is indeterminate', reasons.slice(0, 30))),
    ...(revoked.length === 0
      ? []
      : [
          `<h2>Revoked${status.revoked > revoked.length ? `, the first ${revoked.length}` : ''}</h2><table>`,
          '<tr><th scope="col">subject</th><th scope="col">serial number</th><th scope="col">since</th></tr>',
          ...revoked.map(
            ({ subject, serialNumber, revokedAt }) =>
              `<tr><td>${escapeHtml(subject)}</td><td>${escapeHtml(serialNumber)}</td><td>${revokedAt === null ? '' : timeText(revokedAt)}</td></tr>`,
          ),
          '</table>',
        ]),
    '</body></html>',
    '',
  ].join('\n');
}

interface Bar {
  readonly label: string;
  readonly count: number;
}

/** A table whose bars are drawn to scale; the numbers stand beside them. */
function chart(title: string, list: readonly Bar[]): readonly string[] {
  const most = Math.max(...list.map(({ count }) => count), 1);
  return [
    `<h2>${escapeHtml(title)}</h2><table>`,
    ...list.map(({ label, count }) => {
      const width = ((count / most) * 300).toFixed(1);
      const bar = `<svg width="300" height="12" aria-hidden="true"><rect width="${width}" height="12" rx="2"/></svg>`;
      return `<tr><th scope="row">${escapeHtml(label)}</th><td class="number">${count}</td><td>${bar}</td></tr>`;
    }),
    '</table>',
  ];
}

const style = `
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top;overflow-wrap:anywhere}
th{font-weight:400}.number{text-align:right;font-variant-numeric:tabular-nums}
rect{fill:currentColor;opacity:.6}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
`.trim();

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
