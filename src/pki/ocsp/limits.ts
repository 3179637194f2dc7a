/** The most Requests or SingleResponses that one message may hold; a public responder answers one. */
export const maxSingles = 1_000;

/** The most certificates that one response may carry; a delegated responder needs one. */
export const maxCertificates = 32;
