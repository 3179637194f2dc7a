import { z } from 'zod';
import { err, ok, type Result } from '../model/result.ts';
import { firstProblem, type JsonFileError } from './json-file.ts';

/** Fields that browsers and proxies add are passed over: what is read here is what is asked for. */
const headers = z
  .array(z.object({ name: z.string(), value: z.string() }))
  .max(1_000)
  .default([]);
/** Milliseconds; -1 where it does not apply. */
const spent = z.number().catch(-1);

const entryShape = z.object({
  startedDateTime: z.string(),
  time: spent.default(-1),
  serverIPAddress: z.string().optional(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    postData: z.object({ text: z.string().default(''), encoding: z.string().optional() }).nullish(),
  }),
  response: z.object({
    status: z.number(),
    statusText: z.string().default(''),
    headers,
    content: z.object({ text: z.string().optional(), encoding: z.string().optional() }).default({}),
  }),
  timings: z
    .object({ dns: spent, connect: spent, ssl: spent, send: spent, wait: spent, receive: spent })
    .partial()
    .default({}),
});

const harShape = z.object({ log: z.object({ entries: z.array(entryShape).max(100_000) }) });

/** One request and its response in a HAR file. */
export type HarEntry = z.output<typeof entryShape>;

/** The entries of a HAR file (version 1.1 and 1.2); what is none is refused, with the field. */
export function readHar(text: string): Result<readonly HarEntry[], JsonFileError> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ code: 'not-json', path: null, message: `The HAR file is not JSON: ${detail}.` });
  }
  const har = harShape.safeParse(parsed);
  return har.success ? ok(har.data.log.entries) : err(firstProblem(har.error));
}
