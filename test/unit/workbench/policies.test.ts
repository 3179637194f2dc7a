import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { PolicyList } from '#shared/model/settings.ts';
import { createPolicies } from '#workbench/policies.ts';
import { readPolicies, readSettings } from '#workbench/stored-values.ts';
import { countingRandom, listeningHub, memoryStore } from './setup.ts';

function open(stored: PolicyList | null = null) {
  const { hub, told } = listeningHub();
  const written: PolicyList[] = [];
  const policies = createPolicies({
    stored,
    write: (list) => written.push(list),
    hub,
    random: countingRandom(),
  });
  return { policies, told, written };
}

const strict = { ...defaultPolicy, nonce: 'require' } as const;

describe('the policies', () => {
  it('begins with the default policy and no saved one', () => {
    const { policies, written } = open();
    expect(policies.list()).toEqual({ current: defaultPolicy, basedOn: null, saved: [] });
    expect(written).toEqual([]);
  });

  it('puts a valid policy in force, writes it and tells', () => {
    const { policies, told, written } = open();
    expect(policies.set(strict)).toEqual({ ok: true, value: policies.list() });
    expect(policies.current()).toBe(strict);
    expect(written).toEqual([policies.list()]);
    expect(told).toEqual([{ type: 'policy-changed', policies: policies.list() }]);
  });

  it('keeps the policy in force where the new one is not valid', () => {
    const { policies, told, written } = open();
    expect(policies.set({ ...strict, nonceLength: 0 })).toMatchObject({
      ok: false,
      error: { code: 'fields-invalid', problems: [{ field: 'nonceLength' }] },
    });
    expect([policies.current(), told, written]).toEqual([defaultPolicy, [], []]);
  });

  it('saves, renames, applies and deletes', () => {
    const { policies } = open();
    policies.set(strict);
    policies.save('  Strict ');
    const [saved] = policies.list().saved;
    if (saved === undefined) throw new Error('nothing was saved');
    expect(policies.list()).toMatchObject({ basedOn: saved.id, saved: [{ name: 'Strict' }] });
    policies.set(defaultPolicy);
    policies.apply(saved.id);
    expect(policies.current()).toEqual(strict);
    policies.rename(saved.id, 'Stricter');
    expect(policies.list().saved).toEqual([{ ...saved, name: 'Stricter' }]);
    policies.delete(saved.id);
    expect(policies.list()).toEqual({ current: strict, basedOn: null, saved: [] });
  });

  it.each([
    ['an empty name', ' '],
    ['a name that is taken', 'Taken'],
    ['a name that is too long', 'x'.repeat(81)],
  ])('refuses %s', (_what, name) => {
    const { policies } = open();
    policies.save('Taken');
    expect(policies.save(name)).toMatchObject({
      ok: false,
      error: { code: 'fields-invalid', problems: [{ field: 'name' }] },
    });
    expect(policies.list().saved).toHaveLength(1);
  });

  it('lets a policy keep its own name', () => {
    const { policies } = open();
    policies.save('Mine');
    expect(policies.rename(policies.list().saved[0]?.id ?? '', 'Mine').ok).toBe(true);
  });

  it.each(['apply', 'rename', 'delete'] as const)('cannot %s what is not there', (verb) => {
    const { policies } = open();
    expect(policies[verb]('nowhere', 'Name')).toEqual({
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

  it('is read without the saved policies that are not valid, and keeps the others', () => {
    const store = memoryStore();
    const mine = { id: 'mine', name: 'Mine', policy: strict };
    const broken = { id: 'broken', name: 'Broken', policy: { ...strict, nonceLength: 0 } };
    const book = { current: strict, basedOn: 'broken', saved: [mine, broken] };
    store.values.write('policies', book);
    expect(readPolicies(store.values)).toEqual({ current: strict, basedOn: null, saved: [mine] });
    store.values.write('policies', { ...book, current: broken.policy });
    expect(readPolicies(store.values)).toEqual({
      current: defaultPolicy,
      basedOn: null,
      saved: [mine],
    });
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

describe('a saved policy', () => {
  it('takes over what is in force', () => {
    const { policies } = open();
    policies.save('Strict');
    policies.set(strict);
    const id = policies.list().basedOn ?? '';
    expect(policies.inForce().name).toBeNull();
    expect(policies.update(id)).toMatchObject({ ok: true });
    expect(policies.list().saved).toMatchObject([{ name: 'Strict', policy: strict }]);
    expect(policies.inForce().name).toBe('Strict');
    expect(policies.update('none')).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('comes from a file under a name that is free, and is in force then', () => {
    const { policies } = open();
    policies.save('Strict');
    expect(policies.take({ name: 'Strict', policy: strict })).toMatchObject({ ok: true });
    expect(policies.list()).toMatchObject({
      current: strict,
      saved: [{ name: 'Strict' }, { name: 'Strict 2' }],
    });
    expect(policies.take({ name: null, policy: { ...strict, nonceLength: 0 } })).toMatchObject({
      ok: false,
      error: { code: 'fields-invalid', problems: [{ field: 'nonceLength' }] },
    });
  });
});
