import type { Command } from './command.ts';
import { caseCommand } from './commands/case.ts';
import { chain } from './commands/chain.ts';
import { check } from './commands/check.ts';
import { compare } from './commands/compare.ts';
import { createCompletion } from './commands/completion.ts';
import { convert } from './commands/convert.ts';
import { demo } from './commands/demo.ts';
import { exposure } from './commands/exposure.ts';
import { inspect } from './commands/inspect.ts';
import { lab } from './commands/lab.ts';
import { createMan } from './commands/man.ts';
import { matrix } from './commands/matrix.ts';
import { policy } from './commands/policy.ts';
import { probeResponder } from './commands/probe-responder.ts';
import { replay } from './commands/replay.ts';
import { serve } from './commands/serve.ts';
import { sweep } from './commands/sweep.ts';
import { verify } from './commands/verify.ts';

/** All commands in the order in which help lists them. */
export const commands: readonly Command[] = [
  check,
  verify,
  inspect,
  chain,
  compare,
  convert,
  serve,
  lab,
  demo,
  replay,
  exposure,
  caseCommand,
  matrix,
  policy,
  probeResponder,
  sweep,
  createCompletion(() => commands),
  createMan(() => commands),
];
