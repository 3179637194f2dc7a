import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startHoldingResponder } from '../../support/mtls/holding-responder.ts';
import { suiteMtls, suitePeers } from '../../support/mtls/mtls-peers.ts';
import { openMtls } from '../../support/mtls/test-mtls.ts';
import { visitorLine } from '../../support/mtls/visitor.ts';
import type { Issued } from '../../support/openssl-pki.ts';

const peers = suitePeers('mtls-kept', async () => {});

describe('kept-alive connections', () => {
  const mtls = suiteMtls(openMtls, peers);
  const newClient = async (name: string) => {
    const client = await peers().pki.issueClient({ name });
    await peers().responder.reload();
    return client;
  };
  const revoke = async (client: Issued) => {
    await peers().pki.revoke(client);
    await peers().responder.reload();
    await mtls().clearCache();
  };
  const lineOf = (client: Issued) => visitorLine(mtls().port, peers().pki, client);
  const holdResponder = async () => {
    const holding = await startHoldingResponder(peers().responder.url);
    onTestFinished(() => holding.stop());
    await mtls().setPolicy({ responderUri: holding.url });
    return holding;
  };

  it('are decided on at each request, from the cache', async () => {
    const line = await lineOf(await newClient('each request'));
    expect((await line.ask()).response?.status).toBe(200);
    expect((await line.ask()).response?.status).toBe(200);
    const flows = await mtls().flows(2);
    expect(
      flows.map(({ source, requestNumber, fromCache }) => [source, requestNumber, fromCache]),
    ).toEqual([
      ['mtls', 1, false],
      ['mtls', 2, true],
    ]);
  });

  it('follow the policy as it is at each request', async () => {
    const line = await lineOf(await newClient('live policy'));
    expect((await line.ask()).response?.status).toBe(200);
    await mtls().setPolicy({ responderUri: peers().nowhere });
    const denied = await line.ask();
    expect(denied.response?.status).toBe(403);
    expect(JSON.parse(denied.response?.body ?? '')).toMatchObject({
      reason: { code: 'connection-refused' },
      connection: { requestNumber: 2 },
    });
    await mtls().setPolicy({ fallback: 'allow' });
    expect((await line.ask()).response?.status).toBe(200);
  });

  it('are decided on once where the settings say so, whatever happens to the policy', async () => {
    await mtls().setSettings({ recheck: 'each-connection' });
    const client = await newClient('each connection');
    const line = await lineOf(client);
    const first = await line.ask();
    await mtls().setPolicy({ responderUri: peers().nowhere });
    const second = await line.ask();
    expect(second.response?.status).toBe(200);
    const flowIdOf = (body: string | undefined) => JSON.parse(body ?? '').flowId;
    expect(flowIdOf(second.response?.body)).toBe(flowIdOf(first.response?.body));
    expect((await (await lineOf(client)).ask()).response?.status).toBe(403);
    expect(await mtls().flows(2)).toHaveLength(2);
  });

  it('are cut by certificate, and by it alone', async () => {
    const client = await newClient('cut');
    const line = await lineOf(client);
    const other = await lineOf(await newClient('not cut'));
    await line.ask();
    await other.ask();
    expect(await mtls().cut({ serialNumber: client.serial.toLowerCase() })).toBe(1);
    await line.closed;
    expect(line.isOpen()).toBe(false);
    expect(await line.ask()).toMatchObject({
      response: null,
      failure: { code: 'closed-without-answer' },
    });
    expect((await other.ask()).response?.status).toBe(200);
    expect((await mtls().connections()).map(({ label }) => label)).not.toContain('cut');
  });

  it('are cut on a new decision where their certificate is revoked by now', async () => {
    const client = await newClient('rechecked');
    const line = await lineOf(client);
    const other = await lineOf(await newClient('rechecked too'));
    await line.ask();
    await other.ask();
    await revoke(client);
    expect(await mtls().recheck('all')).toEqual({ checked: 2, cut: 1 });
    await line.closed;
    expect(other.isOpen()).toBe(true);
    const flows = (await mtls().flows(4)).slice(2);
    expect(
      flows.map(({ presented, decision, answer }) => `${presented}: ${decision}, ${answer}`).sort(),
    ).toEqual(['rechecked too: allow by status, none', 'rechecked: deny by status, closed']);
  });

  it('are cut in the middle of a decision, and their flow says so', async () => {
    const holding = await holdResponder();
    const line = await lineOf(await newClient('cut while waiting'));
    const asking = line.ask();
    await holding.untilAsked();
    expect(await mtls().cut('all')).toBe(1);
    expect(await asking).toMatchObject({ response: null, failure: { code: expect.any(String) } });
    holding.release();
    const [flow] = await mtls().flows(1);
    expect(flow).toMatchObject({ decision: 'allow by status', answer: 'closed' });
  });

  it('cancel nothing for others when their client goes away in the middle of a decision', async () => {
    const holding = await holdResponder();
    const client = await newClient('impatient');
    const gone = await lineOf(client);
    const patient = await lineOf(client);
    void gone.ask();
    const waiting = patient.ask();
    await holding.untilAsked();
    gone.close();
    while ((await mtls().connections()).length > 1) await nextTurn();
    holding.release();
    expect((await waiting).response?.status).toBe(200);
    const flows = await mtls().flows(2);
    expect(flows.map(({ decision, answer }) => [decision, answer]).sort()).toEqual([
      ['allow by status', 'HTTP 200'],
      ['allow by status', 'client-gone'],
    ]);
    expect(holding.asked()).toBe(1);
  });

  it('are listed while they are open', async () => {
    const client = await newClient('listed');
    const line = await lineOf(client);
    await line.ask();
    const [connection] = await mtls().connections();
    expect(connection).toMatchObject({
      label: 'listed',
      serialNumber: client.serial.toLowerCase(),
      protocol: 'TLSv1.3',
      session: 'new',
      requests: 1,
      decision: { outcome: 'allow', decidedBy: 'status' },
    });
    line.close();
    while ((await mtls().connections()).length > 0) await nextTurn();
  });
});
