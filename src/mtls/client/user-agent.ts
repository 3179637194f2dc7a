/** How the built-in client names itself, by which the server knows it. */
export const builtInUserAgent = 'revoscope-client';
