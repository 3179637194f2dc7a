import type { ChainGraph, ChainStep, GraphChain } from '#shared/model/chain-graph.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { Report } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { paragraph } from '../text/layout.ts';
import type { Style } from '../text/style.ts';
import { evidenceText, evidenceToJson } from './evidence-report.ts';
import { type LoadedEvidence, saysRevoked } from './loaded-evidence.ts';
import { markedLines } from './marked-lines.ts';

/** What `chain` tells. */
export function chainReport(graph: ChainGraph, evidence: LoadedEvidence): Report {
  const ends = [...new Set(graph.chains.map(({ end }) => end))];
  const doHold = ends.every((end) => graph.chains.some((one) => one.end === end && one.holds));
  return {
    exitCode: saysRevoked(evidence)
      ? exitCode.revoked
      : doHold
        ? exitCode.done
        : exitCode.indeterminate,
    json: chainJson(ends, graph, evidence),
    text: (style) => [
      ...ends.flatMap((end, at) => [...(at === 0 ? [] : ['']), ...endText(end, graph, style)]),
      ...(graph.leftOut === null ? [] : ['', ...paragraph(graph.leftOut, style, 0)]),
      ...evidenceText(evidence, style),
    ],
    remarks: [],
  };
}

function chainJson(ends: readonly string[], graph: ChainGraph, evidence: LoadedEvidence) {
  const { nodes, links, leftOut } = graph;
  return {
    at: toRfc3339(graph.at),
    certificates: ends.map((fingerprint) => ({
      subject: subjectOf(fingerprint, graph),
      fingerprint,
      chains: graph.chains.filter(({ end }) => end === fingerprint),
    })),
    graph: { nodes, links, leftOut },
    ...evidenceToJson(evidence),
  };
}

function endText(end: string, graph: ChainGraph, style: Style): readonly string[] {
  const chains = graph.chains.filter((one) => one.end === end);
  return [
    style.paint('strong', `Chains of ${subjectOf(end, graph)}`),
    ...chains.flatMap((chain, at) => chainText(chain, at + 1, { graph, style })),
  ];
}

function subjectOf(id: string, { nodes }: ChainGraph): string {
  const node = nodes.find((one) => one.id === id);
  return node?.summary?.subject ?? node?.label ?? id;
}

interface Setting {
  readonly graph: ChainGraph;
  readonly style: Style;
}

function chainText(
  { holds, steps }: GraphChain,
  number: number,
  { graph, style }: Setting,
): readonly string[] {
  const word = holds ? style.paint('good', 'holds') : style.paint('fail', 'does not hold');
  return [
    `  ${number}. ${word}`,
    ...steps.flatMap((step) => [
      ...markedLines(step.outcome, subjectOf(step.certificate, graph), style),
      ...paragraph(step.message, style, 8),
      ...reasonText(step, style),
    ]),
  ];
}

/** What the link upwards was examined for: what holds in one line, what fails each in its words. */
function reasonText({ message, reasons }: ChainStep, style: Style): readonly string[] {
  const kept = reasons.filter(({ outcome }) => outcome === 'pass').map(({ aspect }) => aspect);
  const broken = reasons.filter(
    (reason) => reason.outcome === 'fail' && !message.includes(reason.message),
  );
  return [
    ...(kept.length === 0
      ? []
      : paragraph(`Holds to the next: ${kept.join(', ').replaceAll('-', ' ')}`, style, 8).map(
          (line) => style.paint('faint', line),
        )),
    ...broken.flatMap((reason) => paragraph(`Fails to the next: ${reason.message}`, style, 8)),
  ];
}
