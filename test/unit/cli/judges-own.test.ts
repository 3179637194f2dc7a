import { describe, expect, it } from 'vitest';
import { readFixture } from '../../support/fixtures/manifest.ts';
import { ownExpectations } from '../../support/judges/own-expectations.ts';
import { type RecordedCase, recordedCases } from '../../support/judges/recorded-cases.ts';
import { runInProcess } from './fake-environment.ts';

const exitCodes = { good: 0, revoked: 1, unknown: 2, indeterminate: 3 } as const;
const cases = recordedCases();

async function verify({ certificate, issuer, root, response, at }: RecordedCase) {
  const chain = issuer === root ? [] : ['--chain', issuer];
  const names = [certificate, issuer, root, response];
  const files = Object.fromEntries(names.map((name) => [name, readFixture(`judges/${name}`)]));
  const args = ['verify', certificate, '--issuer', root, ...chain, '--response', response];
  const { code, stdout } = await runInProcess([...args, '--at', at, '--json'], { files });
  const document = stdout === '' ? null : JSON.parse(stdout);
  return { code, status: document?.status, reason: document?.reason?.code ?? null };
}

describe('responses that programs disagree about', () => {
  it('are all in our table, each with the reason for our verdict', () => {
    expect(Object.keys(ownExpectations).sort()).toEqual(cases.map(({ name }) => name).sort());
  });

  it.each(cases.map((one) => [one.name, ownExpectations[one.name]?.why, one] as const))(
    '%s: %s',
    async (name, _why, one) => {
      const expected = ownExpectations[name];
      if (expected === undefined) throw new Error(`${name} is not in the table`);
      const { status, reason } = expected;
      expect(await verify(one)).toEqual({ code: exitCodes[status], status, reason });
    },
  );
});
