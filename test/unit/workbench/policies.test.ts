import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { PolicyBook } from '#shared/model/settings.ts';
import { createPolicies } from '#workbench/policies.ts';
import { readPolicies, readSettings } from '#workbench/stored-values.ts';
import { countingRandom, listeningHub, memoryStore } from './setup.ts';

function open(stored: PolicyBook | null = null) {
  const { hub, told } = listeningHub();
  const written: PolicyBook[] = [];
  const desk = createPolicies({
    stored,
    write: (book) => written.push(book),
    hub,
    random: countingRandom(),
  });
  return { desk, told, written };
}

const strict = { ...defaultPolicy, nonce: 'require' } as const;

describe('the policy desk', () => {
  it('begins with the default policy and no saved one', () => {
    const { desk, written } = open();
    expect(desk.book()).toEqual({ current: defaultPolicy, basedOn: null, saved: [] });
    expect(written).toEqual([]);
  });

  it('puts a valid policy in force, writes it and tells', () => {
    const { desk, told, written } = open();
    expect(desk.set(strict)).toEqual({ ok: true, value: desk.book() });
    expect(desk.current()).toBe(strict);
    expect(written).toEqual([desk.book()]);
    expect(told).toEqual([{ type: 'policy-changed', policies: desk.book() }]);
  });

  it('keeps the policy in force where the new one is not valid', () => {
    const { desk, told, written } = open();
    expect(desk.set({ ...strict, nonceLength: 0 })).toMatchObject({
      ok: false,
      error: { code: 'fields-invalid', problems: [{ field: 'nonceLength' }] },
    });
    expect([desk.current(), told, written]).toEqual([defaultPolicy, [], []]);
  });

  it('saves, renames, applies and deletes', () => {
    const { desk } = open();
    desk.set(strict);
    desk.save('  Strict ');
    const [saved] = desk.book().saved;
    if (saved === undefined) throw new Error('nothing was saved');
    expect(desk.book()).toMatchObject({ basedOn: saved.id, saved: [{ name: 'Strict' }] });
    desk.set(defaultPolicy);
    desk.apply(saved.id);
    expect(desk.current()).toEqual(strict);
    desk.rename(saved.id, 'Stricter');
    expect(desk.book().saved).toEqual([{ ...saved, name: 'Stricter' }]);
    desk.delete(saved.id);
    expect(desk.book()).toEqual({ current: strict, basedOn: null, saved: [] });
  });

  it.each([
    ['an empty name', ' '],
    ['a name that is taken', 'Taken'],
    ['a name that is too long', 'x'.repeat(81)],
  ])('refuses %s', (_what, name) => {
    const { desk } = open();
    desk.save('Taken');
    expect(desk.save(name)).toMatchObject({
      ok: false,
      error: { code: 'fields-invalid', problems: [{ field: 'name' }] },
    });
    expect(desk.book().saved).toHaveLength(1);
  });

  it('lets a policy keep its own name', () => {
    const { desk } = open();
    desk.save('Mine');
    expect(desk.rename(desk.book().saved[0]?.id ?? '', 'Mine').ok).toBe(true);
  });

  it.each(['apply', 'rename', 'delete'] as const)('cannot %s what is not there', (verb) => {
    const { desk } = open();
    expect(desk[verb]('nowhere', 'Name')).toEqual({
      ok: false,
      error: { code: 'not-found', what: 'policy' },
    });
  });

  it('is read again as it was written, certificate and all', () => {
    const store = memoryStore();
    const responderCertificate = null;
    const book = { current: { ...strict, responderCertificate }, basedOn: null, saved: [] };
    store.values.write('policies', book);
    expect(readPolicies(store.values)).toEqual(book);
  });

  it('is read with the usual values of fields that were invented after it was written', () => {
    const store = memoryStore();
    const {
      responderTrust: _1,
      fallbackByCause: _2,
      aiaUris: _3,
      scope: _4,
      encoding: _5,
      smallKeys: _6,
      ...old
    } = strict;
    store.values.write('policies', { current: old, basedOn: null, saved: [] });
    expect(readPolicies(store.values)?.current).toEqual(strict);
  });

  it.each([
    ['nothing', null],
    ['another shape', { current: 1 }],
    [
      'a policy that is not valid',
      { current: { ...strict, nonceLength: 0 }, basedOn: null, saved: [] },
    ],
  ])('is not read from %s', (_what, value) => {
    const store = memoryStore();
    store.values.write('policies', value);
    store.values.write('settings', value);
    expect(readPolicies(store.values)).toBeNull();
    expect(readSettings(store.values)).toMatchObject({ network: 'any', proxy: null });
  });
});
