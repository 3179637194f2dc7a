// A program that asks for a client certificate, judges nobody and answers the same to all: what TLS and HTTP
// of the runtime cost by themselves.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import process from 'node:process';
import type { MtlsOrder } from './mtls-process.ts';

const order: MtlsOrder = JSON.parse(process.argv[2] ?? '');
const body = JSON.stringify({ admitted: 'whoever comes' });
const server = createServer(
  {
    cert: readFileSync(order.certificate),
    key: readFileSync(order.key),
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
  },
  (_request, response) => {
    const headers = ['Content-Type', 'application/json', 'Content-Length', String(body.length)];
    response.writeHead(200, headers);
    response.end(body);
  },
);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  process.send?.({ port: address.port });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system, flows: 0, fromCache: 0 });
});
process.once('disconnect', () => process.exit());
