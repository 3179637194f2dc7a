import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import type { LiveCase } from './stage.ts';

/** Shows the certificate of a case to a server on loopback: the HTTP status, or null where no answer came. */
export async function visit(port: number, { files }: LiveCase): Promise<number | null> {
  const [cert, key] = await Promise.all([readFile(files.chain), readFile(files.leafKey)]);
  return new Promise((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port, cert, key, rejectUnauthorized: false, agent: false },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? null));
        response.once('error', () => resolve(null));
      },
    );
    asked.once('error', () => resolve(null));
    asked.end();
  });
}
