import type {
  CompletedCommand,
  CompletedOption,
  Completion,
  CompletionTable,
} from './completion-table.ts';

/** The completion script for zsh. */
export function zshCompletion({ commands, globalOptions }: CompletionTable): string {
  return `#compdef revoscope
# Put it into a folder of $fpath: revoscope completion zsh > ~/.zfunc/_revoscope

_revoscope() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  local -a commands
  commands=(
${commands.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`).join('\n')}
  )
  _arguments -C \\
${globalOptions.map((option) => `    ${optionSpec(option)} \\`).join('\n')}
    '1: :->command' \\
    '*:: :->rest'
  case $state in
    command)
      _describe -t commands command commands
      ;;
    rest)
      case $words[1] in
        help)
          _describe -t commands command commands
          ;;
${commands.map(commandCase).join('\n')}
      esac
      ;;
  esac
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _revoscope "$@"
else
  compdef _revoscope revoscope
fi
`;
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const rest = operands.kind === 'none' ? [] : [quoted(`*:${actionOf(operands)}`)];
  const specs = [...options.map(optionSpec), ...rest];
  return `        ${name})
          _arguments -s \\
${specs.map((spec) => `            ${spec}`).join(' \\\n')}
          ;;`;
}

function optionSpec({ name, short, about, value, times }: CompletedOption): string {
  const action = value.kind === 'none' ? '' : `:${actionOf(value)}`;
  const repeated = times === 'many' ? '*' : '';
  const takes = value.kind === 'none' ? '' : '=';
  const words = `[${escaped(about)}]${action}`;
  if (short === null) return quoted(`${repeated}--${name}${takes}${words}`);
  return `'(-${short} --${name})'{-${short},--${name}}${quoted(words)}`;
}

/** `message:action` of a specification for `_arguments`. */
function actionOf(completion: Completion): string {
  switch (completion.kind) {
    case 'words':
      return `value:(${completion.words.join(' ')})`;
    case 'files':
      return 'file:_files';
    case 'folders':
      return 'folder:_files -/';
    default:
      return 'value: ';
  }
}

/** Brackets and colons mean something to `_arguments`. */
function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
