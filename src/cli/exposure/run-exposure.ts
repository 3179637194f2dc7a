import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { exposureOf } from '#engine/judge/exposure/exposure.ts';
import type { ExposureHabits, MeasuredExposure } from '#shared/model/exposure.ts';
import type { Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { measureExposure } from '#workbench/exposure/measure-exposure.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { readPolicyInput } from '../policy/policy-input.ts';
import { exposureToJson, exposureToText } from './exposure-report.ts';
import { readHabits, readSeconds } from './read-habits.ts';

/** Reckons an exposure, and measures it where that is asked for. */
export async function runExposure(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  if (args.positionals.length > 0) {
    const hint = 'Give the policy with --policy FILE.';
    return err(usageError('exposure', 'It takes no arguments of its own.', hint));
  }
  const habits = readHabits(args);
  if (!habits.ok) return habits;
  const atMost = readSeconds(args, 'at-most', null);
  if (!atMost.ok) return atMost;
  const policy = await readPolicyInput(args.value('policy'), environment);
  if (!policy.ok) return policy;
  const exposure = exposureOf(policy.value, habits.value);
  const measured = args.has('measure')
    ? await measure(policy.value, habits.value, environment)
    : ok(null);
  if (!measured.ok) return measured;
  const { seconds } = exposure;
  const isLonger = atMost.value !== null && (seconds === null || seconds > atMost.value);
  const told = {
    habits: habits.value,
    exposure,
    measured: measured.value,
    atMostSeconds: atMost.value,
  };
  return ok({
    exitCode: isLonger ? exitCode.different : exitCode.done,
    json: exposureToJson(told),
    text: (style) => exposureToText(told, style),
    remarks: [],
  });
}

async function measure(
  policy: Policy,
  habits: ExposureHabits,
  { clock, random, signal, version }: CliEnvironment,
): Promise<Result<MeasuredExposure, CliError>> {
  const transport = createHttpTransport({
    clock,
    network: () => 'loopback-only',
    proxy: () => null,
    version,
  });
  try {
    const measured = await measureExposure({ policy, habits, clock, random, signal, transport });
    if (measured.ok) return measured;
    if (measured.error.code === 'cancelled') return err({ code: 'cancelled' });
    const { message } = measured.error;
    return err({ code: 'unavailable', message, remedy: 'Reckon it without --measure.' });
  } finally {
    transport.close();
  }
}
