import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'rolldown/utils';

/** A module that a file names, and whether only its types are used. */
export interface Import {
  readonly specifier: string;
  readonly typesOnly: boolean;
}

/** What the architecture's rules look at in one source file. */
export interface SourceFile {
  /** From the checkout, with `/`. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Readings of the real clock or of real randomness, as written. */
  readonly ambient: readonly string[];
}

/** Parses one TypeScript file and collects every import form that there is. */
export function readSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
  const first = errors[0];
  if (first !== undefined) throw new SyntaxError(`${path}: ${first.message}`);
  const imports: Import[] = [];
  const ambient: string[] = [];
  const add = (specifier: string, typesOnly: boolean) => imports.push({ specifier, typesOnly });
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.importKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source.value, node.exportKind === 'type');
    },
    ImportExpression: (node) => add(literalText(node.source), false),
    TSImportType: (node) => add(literalText(node.source), true),
    CallExpression: (node) => {
      const callee = text.slice(node.callee.start, node.callee.end);
      if (callee === 'require') add(literalText(node.arguments[0]), false);
      if (ambientCalls.test(callee)) ambient.push(`${callee}()`);
    },
    NewExpression: (node) => {
      const callee = text.slice(node.callee.start, node.callee.end);
      if (callee === 'Date' && node.arguments.length === 0) ambient.push('new Date()');
    },
  }).visit(program);
  return { path, imports, ambient };
}

const ambientCalls =
  /^(Date|Date\.now|performance\.now|Math\.random|(crypto\.)?(randomBytes|randomUUID|randomInt|randomFillSync|getRandomValues))$/;

/** A specifier that is computed cannot be judged, so it shows up as one that nothing allows. */
function literalText(node: unknown): string {
  const isText = typeof node === 'object' && node !== null && 'value' in node;
  return isText && typeof node.value === 'string' ? node.value : '(computed)';
}

/** Reads every TypeScript file below a folder of the checkout. */
export function readSources(root: string, folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map((path) => readSource(path, readFileSync(join(root, path), 'utf8')));
}
