import { describe, expect, it } from 'vitest';
import { guessClient } from '#mtls/client-guess.ts';

describe('guessClient', () => {
  it.each<[agent: string, guess: string | null]>([
    ['curl/7.88.1', 'curl'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0', 'Firefox'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
      'Chrome',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0',
      'Edge',
    ],
    [
      'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
      'Safari',
    ],
    ['revoscope-client', 'revoscope-client'],
    ['built-in client', 'built-in'],
    ['python-requests/2.32.3', 'Python'],
    ['Go-http-client/1.1', 'Go'],
    ['my-probe/2.0 (test)', 'my-probe'],
    ['(no name)', null],
  ])('takes %j for %j', (agent, guess) => {
    expect(guessClient({ 'user-agent': agent, host: 'localhost' })).toBe(guess);
  });

  it('takes a request without any header for openssl s_client', () => {
    expect(guessClient({})).toBe('openssl s_client');
  });

  it('takes a request with other headers for nothing in particular', () => {
    expect(guessClient({ host: 'localhost' })).toBeNull();
  });
});
