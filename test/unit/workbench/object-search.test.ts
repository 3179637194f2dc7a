import { describe, expect, it } from 'vitest';
import { createObjectSearch } from '#workbench/views/object-search.ts';
import { readFixtureDer } from '../../support/fixtures/manifest.ts';
import { inspectOne } from '../../support/inspected.ts';

const files = ['good', 'revoked', 'issuer'].map((name) => `certificates/p256/${name}.pem`);

function searchOf(open: string[]) {
  const reads: string[] = [];
  let at = 0;
  const search = createObjectSearch({
    ids: () => open,
    read: (id) => {
      reads.push(id);
      return inspectOne(readFixtureDer(id));
    },
    // Each look at the clock is later than a slice lasts: every object is read in a turn of its own.
    monotonic: () => {
      at += 1_000;
      return at;
    },
  });
  return { ...search, reads };
}

describe('createObjectSearch', () => {
  it('finds in the order of the list, reads each object once, and forgets what is closed', async () => {
    const open = [...files];
    const { search, reads } = searchOf(open);
    // Every certificate of the family but the issuer is issued by it; the issuer bears the name itself.
    const found = await search('Fixture p256 Issuing CA');
    expect(found?.map(({ id }) => id)).toEqual(files);
    expect(found?.map(({ what }) => what)).toEqual(['Issuer', 'Issuer', null]);
    await search('p256');
    expect(reads).toEqual(files);
    open.shift();
    expect((await search('p256'))?.map(({ id }) => id)).toEqual(files.slice(1));
  });

  it('gives way to a newer search', async () => {
    const { search } = searchOf([...files]);
    const [older, newer] = await Promise.all([search('good'), search('Issuing CA')]);
    expect(older).toBeNull();
    expect(newer).toHaveLength(3);
  });
});
