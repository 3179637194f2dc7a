import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportPolicy } from '#settings-of-others/export-settings.ts';
import { importSettings } from '#settings-of-others/import-settings.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { productIds } from '#shared/model/settings-of-others.ts';

/** Pieces that mean something to one grammar or another. */
const pieces = [
  ...['{', '}', ';', '"', "'", '\\', '\n', ' ', '<', '>', '</', '/>', '<!--', '-->', '[', ']'],
  ...['=', ':', '- ', '&a', '*a', '? ', '|', '#', '!', '${', '%', '&amp;', '<![CDATA[', '\t', '\0'],
  ...['<VirtualHost *>', '</VirtualHost>', 'SSLOCSPEnable on', 'ssl_ocsp leaf;', 'server {'],
  ...['http {', 'OCSPaia = yes', '[gate]', 'frontend x', 'bind :1 verify', '-Dx=y', 'include a;'],
  ...['add ssl ocspResponder r -url http://r/', 'ltm auth ocsp-responder r {', '<Connector '],
  ...['"x509-cert-auth.ocsp-checking-enabled": "true"', '<SSLHostConfig ocspEnabled="true"/>'],
];

const exported = productIds.map((id) => exportPolicy(defaultPolicy, id).text);

/** A sound configuration in which some places were cut out and others filled with pieces. */
const mutated = fc
  .tuple(
    fc.constantFrom('', ...exported),
    fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.constantFrom(...pieces)), { maxLength: 30 }),
  )
  .map(([text, changes]) =>
    changes.reduce((changed, [place, cut, piece]) => {
      const at = place % (changed.length + 1);
      return changed.slice(0, at) + piece + changed.slice(at + cut);
    }, text),
  );

describe('importSettings', () => {
  it.each(productIds)('%s: never throws on a mutated configuration', (product) => {
    fc.assert(
      fc.property(mutated, (text) => {
        const files = [{ name: 'x', text }];
        const imported = importSettings(files, { product, server: null });
        const origins = imported.ok
          ? [...imported.value.mapped, ...imported.value.lost, ...imported.value.warnings]
          : [];
        const last = text.split('\n').length;
        for (const { origin } of origins) {
          if (origin !== null) expect(origin.line).toBeLessThanOrEqual(last);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each(pieces.map((piece) => [piece] as const))(
    'takes 50,000 characters of %j without stalling',
    (piece) => {
      const text = piece.repeat(Math.floor(50_000 / piece.length));
      for (const product of productIds) {
        const startedAt = performance.now();
        importSettings([{ name: 'x', text }], { product, server: null });
        expect(performance.now() - startedAt, product).toBeLessThan(5_000);
      }
    },
  );
});
