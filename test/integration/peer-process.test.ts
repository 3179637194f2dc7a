import { describe, expect, it } from 'vitest';
import { mustOpenssl } from '../support/openssl.ts';
import { run, start } from '../support/process.ts';

describe('a peer program', () => {
  it('is named with its Debian package when it is not installed', async () => {
    await expect(run('no-such-peer', [])).rejects.toThrow(
      "The program 'no-such-peer' is needed by this test and is not installed; on Debian: apt-get install -y no-such-peer",
    );
    const missing = start('no-such-peer', []);
    await expect(missing.waitForOutput(/ready/)).rejects.toThrow('is not installed');
    await missing.stop();
  });

  it('is quoted with its own words when it fails', async () => {
    await expect(mustOpenssl(['x509', '-in', '/no such file'])).rejects.toThrow(
      /^openssl x509 -in '\/no such file' exited with 1\n[\s\S]*No such file/,
    );
  });

  it('is killed when it takes too long', async () => {
    await expect(run('sleep', ['60'], { timeoutMs: 50 })).rejects.toThrow(
      'sleep 60 took longer than 50 ms',
    );
  });

  it('ends the wait for its output when it ends', async () => {
    const peer = start('sh', ['-c', 'echo too early; exit 3']);
    await expect(peer.waitForOutput(/ready/)).rejects.toThrow(/ended with code 3\ntoo early/);
    expect(peer.isRunning()).toBe(false);
  });

  it('is gone after stop even if it ignores the request', async () => {
    const peer = start('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done']);
    await peer.waitForOutput(/ready/);
    await peer.stop();
    expect(peer.isRunning()).toBe(false);
    expect(() => process.kill(peer.pid, 0)).toThrow('ESRCH');
  });

  it('gets its input and sees no proxy', async () => {
    process.env.http_proxy = 'http://proxy.test:1/';
    try {
      const { stdout } = await run('sh', ['-c', 'cat; echo "[$http_proxy]"'], { input: 'hello ' });
      expect(Buffer.from(stdout).toString()).toBe('hello []\n');
    } finally {
      delete process.env.http_proxy;
    }
  });
});
