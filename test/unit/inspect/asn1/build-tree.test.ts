import { describe, expect, it } from 'vitest';
import { buildTree } from '#inspect/asn1/build-tree.ts';
import { anything } from '#inspect/asn1/expectations.ts';
import { ocspResponse } from '#inspect/asn1/ocsp-schema.ts';
import { certificate } from '#inspect/asn1/x509-schema.ts';
import type { Asn1Node } from '#shared/model/inspection.ts';
import { readFixture, readFixtureDer } from '../../../support/fixtures/manifest.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** The tree as indented lines: offset, header length, length, name, type, value. */
function lines(node: Asn1Node | null, depth = 0): readonly string[] {
  if (node === null) return [];
  const { offset, length } = node.range;
  const head = `${'  '.repeat(depth)}${offset}+${node.headerLength}+${length - node.headerLength}`;
  const words = [head, node.name, node.type, node.value].filter((word) => word !== null);
  return [words.join(' '), ...node.children.flatMap((child) => lines(child, depth + 1))];
}

function everyNode(node: Asn1Node): readonly Asn1Node[] {
  return [node, ...node.children.flatMap(everyNode)];
}

describe('buildTree', () => {
  it('gives type, value and octets of each element', () => {
    const tree = buildTree(hex('30 0d 02 01 05 01 01 ff 06 03 55 1d 0f 05 00'), anything);
    expect(tree.fault).toBeNull();
    expect(lines(tree.root)).toEqual([
      '0+2+13 SEQUENCE',
      '  2+2+1 INTEGER 5',
      '  5+2+1 BOOLEAN TRUE',
      '  8+2+3 OBJECT IDENTIFIER 2.5.29.15 keyUsage',
      '  13+2+0 NULL',
    ]);
  });

  it('opens an unknown OCTET STRING only where it holds exactly one element', () => {
    expect(lines(buildTree(hex('04 03 02 01 05'), anything).root)).toEqual([
      '0+2+3 OCTET STRING',
      '  2+2+1 INTEGER 5',
    ]);
    expect(lines(buildTree(hex('04 04 02 01 05 00'), anything).root)).toEqual([
      '0+2+4 OCTET STRING 02010500',
    ]);
  });

  it('names the fields of a certificate down to the values of its extensions', () => {
    const tree = buildTree(readFixtureDer('certificates/p256/good.pem'), certificate);
    const text = lines(tree.root).map((line) => line.replace(/^ *[0-9+]+ /, ''));
    expect(tree.fault).toBeNull();
    expect(text).toContain('version INTEGER 2 v3');
    expect(text).toContain('notAfter GeneralizedTime 2055-01-01T00:00:00Z');
    expect(text).toContain('KeyUsage BIT STRING digitalSignature');
    expect(text).toContain(
      'accessLocation.uniformResourceIdentifier [6] http://ocsp.revoscope.test/p256',
    );
    expect(text).toContain('Ecdsa-Sig-Value SEQUENCE');
  });

  it('names every element of an OCSP response but the contents of what is unknown', () => {
    const tree = buildTree(readFixture('responses/p256-delegate-revoked.der'), ocspResponse);
    const unnamed =
      tree.root === null ? [] : everyNode(tree.root).filter(({ name }) => name === null);
    const text = lines(tree.root).map((line) => line.replace(/^ *[0-9+]+ /, ''));
    expect(unnamed).toEqual([]);
    expect(text).toContain('responseStatus ENUMERATED 0 successful');
    expect(text).toContain('certStatus.revoked [1]');
    expect(text).toContain('CRLReason ENUMERATED 1 keyCompromise');
  });

  it('reads on after an element that runs past its container, and says where', () => {
    const tree = buildTree(hex('30 08 30 09 02 01 07 04 01 aa'), anything);
    expect(lines(tree.root)).toEqual([
      '0+2+8 SEQUENCE',
      '  2+2+6 SEQUENCE',
      '    4+2+1 INTEGER 7',
      '    7+2+1 OCTET STRING aa',
    ]);
    expect(tree.fault).toEqual({
      offset: 2,
      message: 'SEQUENCE of 9 octets runs 3 octets past the end',
    });
  });

  it('reads the indefinite length and says that it is no DER', () => {
    const tree = buildTree(hex('30 80 02 01 05 00 00'), anything);
    expect(lines(tree.root)).toEqual(['0+2+5 SEQUENCE', '  2+2+1 INTEGER 5']);
    expect(tree.fault).toEqual({
      offset: 1,
      message: 'indefinite length is not DER (X.690 §10.1)',
    });
  });

  it('says how much is left over after the end', () => {
    expect(buildTree(hex('05 00 01 02 03'), anything).fault).toEqual({
      offset: 2,
      message: '3 octets left over after the end',
    });
  });

  it('gives no root where no header can be read', () => {
    expect(buildTree(hex('30'), anything)).toEqual({
      root: null,
      fault: { offset: 1, message: 'the length is missing' },
    });
  });

  it('keeps naming after a field that does not belong there', () => {
    const bytes = readFixtureDer('certificates/p256/good.pem');
    const changed = Uint8Array.from(bytes);
    const version = changed.indexOf(0xa0);
    changed[version] = 0xa5;
    const names = lines(buildTree(changed, certificate).root).join('\n');
    expect(names).toContain('serialNumber INTEGER');
    expect(names).toContain('notBefore');
  });

  it('stops at 64 levels', () => {
    let nested = hex('05 00');
    for (let i = 0; i < 100; i++) {
      const header = nested.length < 128 ? [0x30, nested.length] : [0x30, 0x81, nested.length];
      nested = Uint8Array.from([...header, ...nested]);
    }
    expect(buildTree(nested, anything).fault?.message).toBe(
      'deeper than 64 levels: not read further',
    );
  });

  it('stops at 20,000 elements of ten megabytes, within a second', () => {
    const bytes = new Uint8Array(10_000_000);
    for (let i = 6; i < bytes.length; i += 2) bytes[i] = 0x05;
    bytes.set(hex('30 84 00 98 96 7a'));
    const began = performance.now();
    const tree = buildTree(bytes, anything);
    expect(tree.fault?.message).toBe('more than 20000 elements: not read further');
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
