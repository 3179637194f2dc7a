import { defaultHabits, type ExposureHabits } from '#shared/model/exposure.ts';
import { ok, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readChoice, readWhole } from '../arguments/values.ts';
import type { CliError } from '../cli-error.ts';

/** Ten years: longer than certificates of clients live. */
const longestSeconds = 315_360_000;

/** Reads what responder and server are like. */
export function readHabits(args: ParsedArguments): Result<ExposureHabits, CliError> {
  const { responder, server } = defaultHabits;
  const delaySeconds = readSeconds(args, 'delay', responder.delaySeconds);
  if (!delaySeconds.ok) return delaySeconds;
  const nextUpdateSeconds = readSecondsOr(args, 'next-update', {
    word: 'none',
    fallback: responder.nextUpdateSeconds,
  });
  if (!nextUpdateSeconds.ok) return nextUpdateSeconds;
  const oldAnswers = readChoice(args, 'old-answers', {
    words: ['replaced', 'come-again'] as const,
    fallback: responder.oldAnswers,
  });
  if (!oldAnswers.ok) return oldAnswers;
  const any = (name: string, fallback: number | null) =>
    readSecondsOr(args, name, { word: 'any', fallback });
  const outageSeconds = any('outage', responder.outageSeconds);
  if (!outageSeconds.ok) return outageSeconds;
  const connectionSeconds = any('connection', server.connectionSeconds);
  if (!connectionSeconds.ok) return connectionSeconds;
  const sessionSeconds = any('session', server.sessionSeconds);
  if (!sessionSeconds.ok) return sessionSeconds;
  const recheck = readChoice(args, 'recheck', {
    words: ['each-request', 'each-connection'] as const,
    fallback: server.recheck,
  });
  if (!recheck.ok) return recheck;
  const resumption = readChoice(args, 'resumption', {
    words: ['judged-again', 'not-judged'] as const,
    fallback: server.resumption,
  });
  if (!resumption.ok) return resumption;
  return ok({
    responder: {
      delaySeconds: delaySeconds.value,
      nextUpdateSeconds: nextUpdateSeconds.value,
      oldAnswers: oldAnswers.value,
      outageSeconds: outageSeconds.value,
    },
    server: {
      resumption: resumption.value,
      sessionSeconds: sessionSeconds.value,
      recheck: recheck.value,
      connectionSeconds: connectionSeconds.value,
    },
  });
}

/** Seconds, or `fallback` where the option was not given. */
export function readSeconds<T>(
  args: ParsedArguments,
  name: string,
  fallback: T,
): Result<number | T, CliError> {
  return readWhole(args, name, { min: 0, max: longestSeconds, unit: 'seconds', fallback });
}

/** Seconds, or the word that stands for none of them. */
function readSecondsOr(
  args: ParsedArguments,
  name: string,
  { word, fallback }: { readonly word: string; readonly fallback: number | null },
): Result<number | null, CliError> {
  return args.value(name) === word ? ok(null) : readSeconds(args, name, fallback);
}
