/**
 * What one client may take of the mTLS server: generous for a person who types into `openssl s_client`, too
 * little for one who means harm. Milliseconds and octets.
 */
export const limits = {
  connections: 1_000,
  /** From the TCP connection to the end of the handshake. */
  handshakeMs: 10_000,
  /** From the handshake, or the request before, to the end of the headers. */
  headersMs: 30_000,
  /** For a request with its body. */
  requestMs: 45_000,
  /** Between two requests on a kept-alive connection. */
  idleMs: 120_000,
  /** How often the three limits above are enforced. */
  checkIntervalMs: 2_000,
  /** A client that has said nothing for so long is decided on by its certificate alone. */
  silenceMs: 250,
  /** How long a client has to take note that its connection is closed. */
  closingMs: 1_000,
  /** How long `stop` waits for decisions under way after every connection is gone. */
  stopMs: 2_000,
  headerBytes: 16_384,
  bodyBytes: 1_048_576,
} as const;
