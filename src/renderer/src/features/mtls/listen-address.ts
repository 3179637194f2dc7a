import { err, ok, type Result } from '#shared/model/result.ts';

/** Whether only this machine can reach a server at the address. */
export function isLoopback(host: string): boolean {
  const plain = host
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '');
  return plain === 'localhost' || plain === '::1' || /^127(\.\d{1,3}){3}$/.test(plain);
}

/** Reads a port as it was written; 0 stands for any that is free. */
export function readPort(text: string): Result<number, string> {
  const digits = text.trim();
  const port = Number(digits);
  return /^\d{1,5}$/.test(digits) && port <= 65_535
    ? ok(port)
    : err('A port is a number from 0 to 65535.');
}
