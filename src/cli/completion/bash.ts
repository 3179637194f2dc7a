import type {
  CompletedCommand,
  CompletedOption,
  Completion,
  CompletionTable,
} from './completion-table.ts';

/** The completion script for bash (4 and later); it needs no other package. */
export function bashCompletion({ commands, globalOptions }: CompletionTable): string {
  const names = commands.map(({ name }) => name);
  return `# bash completion for revoscope
# Put it where bash finds it: revoscope completion bash > ~/.local/share/bash-completion/completions/revoscope

_revoscope() {
  local cur prev command word at
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  # bash takes the "=" of --option=value for a word of its own.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = && $COMP_CWORD -ge 2 ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  command=
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    case $word in
      ${names.join('|')}|help)
        command=$word
        break
        ;;
    esac
  done
  case $command in
    '')
      case $prev in
${optionCases(globalOptions, '        ')}
      esac
      if [[ $cur == -* ]]; then
        _revoscope_words ${quoted(spellings(globalOptions))}
      else
        _revoscope_words ${quoted([...names, 'help'])}
      fi
      ;;
    help)
      _revoscope_words ${quoted(names)}
      ;;
${commands.map(commandCase).join('\n')}
  esac
}

_revoscope_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_revoscope_paths() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -- "$cur"))
}

complete -F _revoscope revoscope
`;
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  return `    ${name})
      case $prev in
${optionCases(options, '        ')}
      esac
      if [[ $cur == -* ]]; then
        _revoscope_words ${quoted(spellings(options))}
      else
        ${answer(operands)}
      fi
      ;;`;
}

/** What follows an option that takes a value. */
function optionCases(options: readonly CompletedOption[], indent: string): string {
  return options
    .filter(({ value }) => value.kind !== 'none')
    .map(({ name, value }) => `${indent}--${name}) ${answer(value)}; return ;;`)
    .join('\n');
}

function answer(completion: Completion): string {
  switch (completion.kind) {
    case 'words':
      return `_revoscope_words ${quoted(completion.words)}`;
    case 'files':
      return '_revoscope_paths -f';
    case 'folders':
      return '_revoscope_paths -d';
    default:
      return ':';
  }
}

function spellings(options: readonly CompletedOption[]): readonly string[] {
  return options.map(({ name }) => `--${name}`);
}

/** Words are of letters, digits and dashes: nothing in them needs an escape. */
function quoted(words: readonly string[]): string {
  return `'${words.join(' ')}'`;
}
