import { describe, expect, it } from 'vitest';
import { commandOfKey, commands } from '../../../../src/renderer/src/store/commands.ts';

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

describe('commandOfKey', () => {
  it.each([
    [{ ...plain, key: 'k', ctrlKey: true }, 'command-palette'],
    [{ ...plain, key: 'K', metaKey: true }, 'command-palette'],
    [{ ...plain, key: 'F5' }, 'presentation-mode'],
    [{ ...plain, key: 'o', ctrlKey: true }, 'open-certificates'],
    [{ ...plain, key: 'V', ctrlKey: true, shiftKey: true }, 'paste-certificates'],
    [{ ...plain, key: 'z', ctrlKey: true }, 'undo'],
    [{ ...plain, key: 'k' }, null],
    [{ ...plain, key: 'k', ctrlKey: true, altKey: true }, null],
    [{ ...plain, key: 'v', ctrlKey: true }, null],
  ])('reads %j as %s', (event, command) => {
    expect(commandOfKey(event)).toBe(command);
  });
});

describe('the palette', () => {
  it('holds each command once', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
