import { describe, expect, it } from 'vitest';
import { describeTag } from '#pki/der/tag.ts';

describe('describeTag', () => {
  it.each([
    [0x30, 'SEQUENCE'],
    [0x0c, 'UTF8String'],
    [0xa0, '[0]'],
    [0x81, '[1]'],
    [0x09, 'tag 0x09'],
    [0x7f, 'tag 0x7f'],
  ])('names identifier octet %i as %s', (octet, name) => {
    expect(describeTag(octet)).toBe(name);
  });
});
