import type { PlanBranch, PlanRow, SequencePlan } from './plan.ts';

const laneIds = { client: 'C', server: 'S', responder: 'R' } as const;

/** Writes the sequence as Mermaid text: the branches are one `alt`, and the one taken says so. */
export function toMermaid(plan: SequencePlan, title: string): string {
  const lines = ['---', `title: ${JSON.stringify(plain(title))}`, '---', 'sequenceDiagram'];
  for (const lane of ['client', 'server', 'responder'] as const) {
    const { title, role } = plan.lanes[lane];
    lines.push(`  participant ${laneIds[lane]} as ${plain(title)}<br/>${plain(role)}`);
  }
  const add = (depth: number, text: string) => lines.push(`${'  '.repeat(depth + 1)}${text}`);
  for (const row of plan.opening) addRow(add, 0, row);
  if (plan.chain !== null) addBranches(add, 0, [plan.chain], 'opt');
  if (plan.enabled.state === 'dim') {
    addBranches(add, 0, [plan.notEnabled], 'opt');
  } else {
    add(0, `alt ${plan.enabled.title}`);
    for (const row of plan.enabled.rows) addRow(add, 1, row);
    addBranches(add, 1, plan.enabled.branches, 'alt');
    add(0, `else ${titleOf(plan.notEnabled)}`);
    addBody(add, 1, plan.notEnabled);
    add(0, 'end');
  }
  return `${lines.join('\n')}\n`;
}

type Add = (depth: number, text: string) => void;

function addBranches(
  add: Add,
  depth: number,
  branches: readonly PlanBranch[],
  first: 'alt' | 'opt',
): void {
  branches.forEach((branch, index) => {
    add(depth, `${index === 0 ? first : 'else'} ${titleOf(branch)}`);
    addBody(add, depth + 1, branch);
  });
  if (branches.length > 0) add(depth, 'end');
}

function addBody(add: Add, depth: number, branch: PlanBranch): void {
  for (const row of branch.rows) addRow(add, depth, row);
  addBranches(add, depth, branch.branches, 'alt');
  if (branch.rows.length === 0 && branch.branches.length === 0) {
    add(depth, `Note over ${laneIds.client},${laneIds.server}: ${plain(branch.summary)}`);
  }
}

function titleOf(branch: PlanBranch): string {
  return `${plain(branch.title)}${branch.state === 'lit' ? ' (taken)' : ''}`;
}

function addRow(add: Add, depth: number, row: PlanRow): void {
  const words = [row.label, row.meta, row.detail].filter((part) => part !== null).map(plain);
  const text = words.join('<br/>');
  const { route } = row;
  switch (route.kind) {
    case 'message':
      add(
        depth,
        `${laneIds[route.from]}${route.travel === 'lost' ? '--x' : '->>'}${laneIds[route.to]}: ${text}`,
      );
      return;
    case 'self':
      add(depth, `${laneIds.server}->>${laneIds.server}: ${text}`);
      return;
    case 'silence':
      add(depth, `Note over ${laneIds.server},${laneIds.responder}: ${text}`);
  }
}

/** Mermaid gives `;`, `#`, `<`, `>` and line breaks a meaning of their own. */
function plain(text: string): string {
  return text
    .replace(/[;#<>]/g, (sign) => `#${sign.charCodeAt(0)};`)
    .replace(/\s+/g, ' ')
    .trim();
}
