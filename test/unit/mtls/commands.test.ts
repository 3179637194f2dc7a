import { describe, expect, it } from 'vitest';
import { type CommandFacts, clientCommands } from '#mtls/client/commands.ts';

const facts: CommandFacts = {
  host: '127.0.0.1',
  port: 8443,
  caFile: '/lab/ca.pem',
  certificateFile: '/lab/client.pem',
  chainFile: '/lab/chain.pem',
  keyFile: '/lab/client.key',
  pkcs12File: '/lab/client.p12',
  pkcs12Password: 'secret',
  shell: 'posix',
};

describe('clientCommands', () => {
  it('writes commands for a POSIX shell', () => {
    const { curl, openssl, browser } = clientCommands(facts);
    expect(curl).toBe(
      'curl --include --cacert /lab/ca.pem --cert /lab/client.pem --key /lab/client.key https://127.0.0.1:8443/',
    );
    expect(openssl).toBe(
      "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | openssl s_client -connect 127.0.0.1:8443 -quiet " +
        '-verify_return_error -CAfile /lab/ca.pem -cert /lab/client.pem -cert_chain /lab/chain.pem ' +
        '-key /lab/client.key',
    );
    expect(browser.join(' ')).toContain('https://127.0.0.1:8443/');
    expect(browser[0]).toContain('secret');
  });

  it('leaves out the chain where there is none', () => {
    expect(clientCommands({ ...facts, chainFile: null }).openssl).not.toContain('-cert_chain');
  });

  it('quotes what a POSIX shell would take apart', () => {
    const { curl } = clientCommands({ ...facts, keyFile: "/my lab/it's.key" });
    expect(curl).toContain(`--key '/my lab/it'\\''s.key'`);
  });

  it('quotes what Windows would take apart', () => {
    const keyFile = 'C:\\My lab\\client.key';
    const { curl, openssl } = clientCommands({ ...facts, keyFile, shell: 'windows' });
    expect(curl).toContain('--key "C:\\My lab\\client.key"');
    expect(openssl).toMatch(/^\(echo GET \/ HTTP\/1\.0& echo\.\) \| openssl s_client /);
  });

  it('writes an IPv6 address as URLs and openssl want it', () => {
    const { curl, openssl } = clientCommands({ ...facts, host: '::1' });
    expect(curl).toContain("'https://[::1]:8443/'");
    expect(openssl).toContain('-connect [::1]:8443');
  });
});
