import { isIPv4 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type AddressKind, classifyAddress } from '#engine/ask/transport/address-kind.ts';

const cases: readonly (readonly [address: string, kind: AddressKind])[] = [
  ['93.184.215.14', 'public'],
  ['1.1.1.1', 'public'],
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'reserved'],
  ['9.255.255.255', 'public'],
  ['10.0.0.0', 'private'],
  ['10.255.255.255', 'private'],
  ['11.0.0.0', 'public'],
  ['100.63.255.255', 'public'],
  ['100.64.0.0', 'shared'],
  ['100.127.255.255', 'shared'],
  ['100.128.0.0', 'public'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['169.254.169.254', 'link-local'],
  ['172.15.255.255', 'public'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.0', 'public'],
  ['192.0.0.8', 'reserved'],
  ['192.0.2.1', 'documentation'],
  ['192.88.99.1', 'reserved'],
  ['192.168.1.1', 'private'],
  ['198.17.255.255', 'public'],
  ['198.18.0.1', 'reserved'],
  ['198.19.255.255', 'reserved'],
  ['198.51.100.7', 'documentation'],
  ['203.0.113.9', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'reserved'],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', 'public'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['0:0:0:0:0:0:0:1', 'loopback'],
  ['::2', 'reserved'],
  ['::ffff:127.0.0.1', 'reserved'],
  ['::ffff:7f00:1', 'reserved'],
  ['::ffff:10.1.2.3', 'private'],
  ['::ffff:169.254.169.254', 'link-local'],
  ['::ffff:1.1.1.1', 'public'],
  ['0:0:0:0:0:ffff:a00:1', 'private'],
  ['64:ff9b::7f00:1', 'reserved'],
  ['64:ff9b::10.0.0.1', 'private'],
  ['64:ff9b::1.1.1.1', 'public'],
  ['64:ff9b:1::1', 'private'],
  ['2002:7f00:1::', 'reserved'],
  ['2002:c0a8:101::1', 'private'],
  ['2002:101:101::1', 'public'],
  ['100::1', 'reserved'],
  ['2001::1', 'reserved'],
  ['::127.0.0.1', 'reserved'],
  ['::1.1.1.1', 'reserved'],
  ['::ffff:0:7f00:1', 'reserved'],
  ['64:ff9b:1::127.0.0.1', 'private'],
  ['2001:0:808:808::f5ff:fffe', 'reserved'],
  ['2606:2800::5efe:10.0.0.1', 'private'],
  ['2606:2800::200:5efe:127.0.0.1', 'reserved'],
  ['2606:2800::5efe:1.1.1.1', 'public'],
  ['2001:db8::1', 'documentation'],
  ['3fff::1', 'documentation'],
  ['5f00::1', 'reserved'],
  ['fc00::1', 'private'],
  ['fdff::1', 'private'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['fec0::1', 'private'],
  ['ff02::1', 'multicast'],
  ['not an address', 'reserved'],
  ['', 'reserved'],
];

describe('classifyAddress', () => {
  it.each(cases)('says that %s is %s', (address, kind) => {
    expect(classifyAddress(address)).toBe(kind);
  });
});

describe('an IPv6 address that carries an IPv4 address', () => {
  const embedding = [
    (high: string, low: string) => `::ffff:${high}:${low}`,
    (high: string, low: string) => `64:ff9b::${high}:${low}`,
    (high: string, low: string) => `64:ff9b:1::${high}:${low}`,
    (high: string, low: string) => `2002:${high}:${low}::1`,
    (high: string, low: string) => `::${high}:${low}`,
    (high: string, low: string) => `2606:2800::5efe:${high}:${low}`,
    (high: string, low: string) => `2001:0:${high}:${low}::`,
  ];

  it('is loopback for none, and public for none where the other is not', () => {
    for (const [address, kind] of cases.filter(([address]) => isIPv4(address))) {
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
      const groups = [(a << 8) | b, (c << 8) | d].map((group) => group.toString(16));
      for (const embed of embedding) {
        const carrier = embed(groups[0] ?? '', groups[1] ?? '');
        if (carrier === '::0:1' || carrier === '::0:0') continue;
        const found = classifyAddress(carrier);
        expect([carrier, found]).not.toEqual([carrier, 'loopback']);
        if (kind !== 'public') expect([carrier, found]).not.toEqual([carrier, 'public']);
      }
    }
  });
});
