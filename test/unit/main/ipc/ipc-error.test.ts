import { describe, expect, it } from 'vitest';
import { toIpcError } from '../../../../src/main/ipc/ipc-error.ts';

describe('an error of the workbench reaches the window', () => {
  it('as a problem of the field that it is about', () => {
    expect(
      toIpcError({
        code: 'mtls-address-refused',
        error: { code: 'address-invalid', host: 'nowhere' },
      }),
    ).toEqual({
      code: 'fields-invalid',
      problems: [
        {
          field: 'host',
          message:
            '“nowhere” is not an IP address. Give an IP address of this machine, or localhost.',
        },
      ],
    });
    expect(
      toIpcError({
        code: 'lab-refused',
        error: { code: 'validity-out-of-range', validDays: 900, maxDays: 825 },
      }),
    ).toMatchObject({ code: 'fields-invalid', problems: [{ field: 'validDays' }] });
  });

  it('as a refusal with cause and remedy', () => {
    expect(
      toIpcError({ code: 'mtls-refused', error: { code: 'port-in-use', port: 8443 } }),
    ).toEqual({
      code: 'refused',
      message:
        'Port 8443 is taken by another program. Choose another port, or 0 for any that is free.',
    });
  });

  it('as what is no longer there, by its name', () => {
    expect(toIpcError({ code: 'not-found', what: 'cache-entry' })).toEqual({
      code: 'not-found',
      what: 'This cache entry',
    });
  });
});
