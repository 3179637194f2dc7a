import type { TargetColumn } from '#shared/model/matrix-run.ts';
import type { ProductId } from '#shared/model/settings-of-others.ts';
import { expectationOf } from '../../src/matrix/expect.ts';
import { importSettings } from '../../src/settings-of-others/import-settings.ts';

/** Where a server does otherwise than the policy that its configuration is read as; null where that cannot be read. */
export function findSurprises(
  column: TargetColumn,
  { product, text }: { readonly product: ProductId; readonly text: string },
): readonly string[] | null {
  const imported = importSettings([{ name: product, text }], { product, server: null });
  if (!imported.ok) return null;
  const table = expectationOf(imported.value.policy);
  return column.cells.flatMap(({ family, outcome, title }) => {
    if (family === 'control' || family === 'observed') return [];
    const foretold = table[family] === 'admit' ? 'admitted' : 'denied';
    const became = outcome?.kind ?? 'not tried';
    return became === foretold ? [] : [`${title}: foretold ${foretold}, ${became}`];
  });
}
