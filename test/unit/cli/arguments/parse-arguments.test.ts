import { describe, expect, it } from 'vitest';
import { flag, valueOption } from '#cli/arguments/option.ts';
import { parseArguments } from '#cli/arguments/parse-arguments.ts';

const options = [
  valueOption('issuer', 'FILE', 'about', 'many'),
  valueOption('at', 'TIME', 'about'),
  flag('gate', 'about'),
  flag('help', 'about'),
];

function parse(...args: readonly string[]) {
  const parsed = parseArguments('check', args, options);
  if (!parsed.ok) return parsed.error;
  const { positionals, has, value, values } = parsed.value;
  return { positionals, gate: has('gate'), at: value('at'), issuers: values('issuer') };
}

describe('parseArguments', () => {
  it('reads positionals, flags and values in any order and form', () => {
    expect(parse('--issuer', 'a', 'cert', '--gate', '--issuer=b', '--at=now', '-')).toEqual({
      positionals: ['cert', '-'],
      gate: true,
      at: 'now',
      issuers: ['a', 'b'],
    });
  });

  it('takes everything after -- as a file', () => {
    expect(parse('--', '--gate')).toMatchObject({ positionals: ['--gate'], gate: false });
  });

  it('takes - as the value of an option', () => {
    expect(parse('--issuer', '-')).toMatchObject({ issuers: ['-'] });
  });

  it.each<[readonly string[], string, string | null]>([
    [['--isuer', 'a'], 'There is no option --isuer.', 'Did you mean --issuer?'],
    [['--fast'], 'There is no option --fast.', null],
    [['-x'], 'There is no option -x.', null],
    [['--issuer'], '--issuer needs a value: --issuer FILE', null],
    [['--issuer', '--gate'], '--issuer needs a value: --issuer FILE', null],
    [['--gate=yes'], '--gate takes no value.', null],
    [['--at', 'a', '--at', 'b'], '--at is given twice.', null],
    [['--gate', '--gate'], '--gate is given twice.', null],
  ])('refuses %j', (args, message, hint) => {
    expect(parse(...args)).toEqual({ code: 'usage', command: 'check', message, hint });
  });
});
