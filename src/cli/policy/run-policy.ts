import { exportPolicy } from '#settings-of-others/export-settings.ts';
import { importSettings } from '#settings-of-others/import-settings.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { assertNever, err, ok, type Result } from '#shared/model/result.ts';
import {
  type ImportError,
  type PolicyField,
  type ProductId,
  productIds,
} from '#shared/model/settings-of-others.ts';
import { writePolicyFile } from '#shared/schema/policy-file.ts';
import { wordsFor } from '#shared/wording/policy-field.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readChoice } from '../arguments/values.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { readOctets } from '../inputs/input-files.ts';
import { saveOutput } from '../outputs/save-output.ts';
import { rows } from '../text/layout.ts';
import { importText } from './import-text.ts';
import { readPolicyInput } from './policy-input.ts';

type Outcome = Promise<Result<Report, CliError>>;

/** Does what the first word after `policy` says. */
export async function runPolicy(args: ParsedArguments, environment: CliEnvironment): Outcome {
  const [verb, ...files] = args.positionals;
  const product = readChoice<ProductId | 'any'>(args, 'product', {
    words: productIds,
    fallback: 'any',
  });
  if (!product.ok) return product;
  const id = product.value === 'any' ? null : product.value;
  switch (verb) {
    case 'import':
      return runImport(args, { files, product: id, environment });
    case 'export':
      return runExport(args, { files, product: id, environment });
    case 'show':
      return runShow(args, { files, product: id, environment });
    default: {
      const message = verb === undefined ? 'What about a policy?' : `There is no "policy ${verb}".`;
      return err(usageError('policy', message, 'There are import, export and show.'));
    }
  }
}

interface Task {
  readonly files: readonly string[];
  readonly product: ProductId | null;
  readonly environment: CliEnvironment;
}

async function runImport(args: ParsedArguments, { files, product, environment }: Task): Outcome {
  if (files.length === 0) {
    return err(usageError('policy', 'Which configuration?', 'Give its file, or several.'));
  }
  const texts: { name: string; text: string }[] = [];
  for (const name of files) {
    const octets = await readOctets(name, environment);
    if (!octets.ok) return octets;
    texts.push({ name, text: new TextDecoder().decode(octets.value) });
  }
  const server = args.value('server');
  const imported = importSettings(texts, { product, server });
  if (!imported.ok) return err(importFailure(imported.error, files));
  const settings = imported.value;
  const file = args.value('save');
  if (file !== null) {
    const name = settings.chosen?.name.slice(0, 60) ?? null;
    const text = writePolicyFile({ name, policy: settings.policy });
    const written = await saveOutput(environment, file, text);
    if (!written.ok) return written;
  }
  return ok({
    exitCode: exitCode.done,
    json: { ...settings, policy: policyJson(settings.policy) },
    text: (style) => importText(settings, style),
    remarks: file === null ? [] : [`The policy is in ${file}.`],
  });
}

function importFailure(error: ImportError, files: readonly string[]): CliError {
  const name = files.join(', ');
  switch (error.code) {
    case 'product-not-recognised':
      return unreadable(name, {
        message: `This is no configuration that is known; say whose it is with --product ${productIds.join('|')}.`,
        offset: null,
        path: null,
      });
    case 'text-too-large':
      return unreadable(name, {
        message: `${error.characters} characters are more than the ${error.limit} that are read.`,
        offset: null,
        path: null,
      });
    case 'server-not-found': {
      const names = error.choices.map((choice) => `"${choice.name}"`).join(', ');
      const hint = names === '' ? 'There is none in these files.' : `There are ${names}.`;
      return usageError('policy', `There is no server "${error.wanted}".`, hint);
    }
    default:
      return assertNever(error);
  }
}

async function runExport(args: ParsedArguments, { files, product, environment }: Task): Outcome {
  if (product === null) {
    return err(usageError('policy', 'In whose words?', `Say --product ${productIds.join('|')}.`));
  }
  const policy = await readPolicyInput(files[0] ?? null, environment);
  if (!policy.ok) return policy;
  const exported = exportPolicy(policy.value, product, {
    clientCas: args.value('client-cas') ?? 'clients-ca.pem',
    responderCertificate: 'responder.pem',
  });
  return ok({
    exitCode: exitCode.done,
    json: exported,
    text: () => exported.text.trimEnd().split('\n'),
    remarks: [],
  });
}

async function runShow(_args: ParsedArguments, { files, environment }: Task): Outcome {
  const policy = await readPolicyInput(files[0] ?? null, environment);
  if (!policy.ok) return policy;
  return ok({
    exitCode: exitCode.done,
    json: policyJson(policy.value),
    text: (style) => rows(policyRows(policy.value), style),
    remarks: [],
  });
}

/** A policy in rows, each with its field and its value. */
export function policyRows(policy: Policy) {
  const fields = Object.keys(defaultPolicy).filter(isField);
  return fields.map((label) => ({
    label,
    lines: [wordsFor(policy, label).replace(`${label} `, '')],
  }));
}

function isField(key: string): key is PolicyField {
  return key in defaultPolicy;
}

function policyJson(policy: Policy): unknown {
  return JSON.parse(writePolicyFile({ name: null, policy }));
}
