import type { Fault } from './fault.ts';

const page = new TextEncoder().encode('<!doctype html><title>404</title><h1>Not Found</h1>\n');

/** A web server where a responder should be. */
export const http404: Fault = {
  id: 'http-404',
  title: 'HTTP 404',
  what: 'Sends HTTP 404 with a page, as a web server does that knows no responder.',
  instruction: 'Take no answer from an HTTP error, whatever its body says.',
  kind: 'http',
  scope: 'responder-or-certificate',
  effect: {
    at: 'reply',
    change: (reply) => ({ ...reply, status: 404, contentType: 'text/html', body: page }),
  },
};
