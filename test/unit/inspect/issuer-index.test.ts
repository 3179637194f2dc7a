import { expect, it } from 'vitest';
import { issuerIndex } from '#inspect/issuer-index.ts';
import { caConstraints, forge } from '../../support/forge-certificate.ts';

it('finds the issuer among CAs of one name, and tries a limited number of them', () => {
  const ca = forge({ name: 'CA', extensions: [caConstraints()] });
  const subject = forge({ name: 'Client', issuer: ca });
  const namesakes = Array.from(
    { length: 3 },
    () => forge({ name: 'CA', extensions: [caConstraints()] }).certificate,
  );
  const find = issuerIndex([...namesakes, ca.certificate]);
  expect(find(subject.certificate)).toContain(ca.certificate);
  const many = Array.from({ length: 3_000 }, () => namesakes[0]).flatMap((one) =>
    one === undefined ? [] : [{ ...one }],
  );
  const began = process.cpuUsage();
  const findAmongMany = issuerIndex(many);
  for (const one of many.slice(0, 300)) expect(findAmongMany(one).length).toBeLessThanOrEqual(64);
  const { user } = process.cpuUsage(began);
  expect(user / 1_000).toBeLessThan(5_000);
});
