import { Copy, LoaderCircle } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Panel } from 'react-resizable-panels';
import type { ChainGraph } from '#shared/model/chain-graph.ts';
import type { Result } from '#shared/model/result.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { IconButton } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { MenuButton, MenuItem } from '../../../components/menu.tsx';
import { PaneGroup, PaneLine } from '../../../components/pane-group.tsx';
import { toPng } from '../../../drawing/canvas-picture.ts';
import { createTextMeasurer } from '../../../drawing/measure-text.ts';
import { readFonts, readPalette } from '../../../drawing/palette.ts';
import { toSvgText } from '../../../drawing/svg-text.ts';
import { useActions, useWorkbench } from '../../../store/workbench-context.tsx';
import { ChainGraphView } from './chain-graph-view.tsx';
import { ChainList } from './chain-list.tsx';
import { ChainPart } from './chain-part.tsx';
import { ChainSettings } from './chain-settings.tsx';
import classes from './chain-tab.module.css';
import { type GraphShapes, layoutChains, pictureOfGraph } from './layout-chains.ts';

/** All chains of a certificate: drawn, told as lists, and why each link holds or fails. */
export function ChainTab({
  fingerprint,
  label,
}: {
  readonly fingerprint: string;
  readonly label: string;
}) {
  const result = useChains(fingerprint);
  const [selected, setSelected] = useState<string | null>(fingerprint);
  const graph = result?.ok === true ? result.value : null;
  const measure = useMemo(() => createTextMeasurer(readFonts()), []);
  const shapes = useMemo(
    () => (graph === null ? null : layoutChains(graph, measure)),
    [graph, measure],
  );
  return (
    <div className={classes.tab}>
      <header className={classes.head}>
        <ChainSettings />
        {shapes !== null && <PictureMenu shapes={shapes} label={label} />}
      </header>
      {result?.ok === false && <p className={classes.note}>{result.error}</p>}
      {result === null && (
        <EmptyState size="small" icon={LoaderCircle} title="Building chains…" text="" />
      )}
      {graph !== null && shapes !== null && (
        <div className={classes.body}>
          <PaneGroup name="chain" orientation="horizontal" panels={['graph', 'words']}>
            <Panel id="graph" minSize={240}>
              <div className={classes.graph}>
                <ChainGraphView shapes={shapes} selected={selected} onSelect={setSelected} />
              </div>
            </Panel>
            <PaneLine label="Resize the words" />
            <Panel id="words" defaultSize={340} minSize={220}>
              <div className={classes.words}>
                <p className={classes.verdict} role="status">
                  {verdictOf(graph)}
                </p>
                <ChainPart graph={graph} id={selected ?? fingerprint} />
                <ChainList graph={graph} onSelect={setSelected} />
              </div>
            </Panel>
          </PaneGroup>
        </div>
      )}
    </div>
  );
}

function verdictOf({ chains, at, leftOut }: ChainGraph): string {
  const held = chains.filter(({ holds }) => holds).length;
  const when = toReadableUtc(at);
  const words = `${countWords(chains.length, held)} at ${when}.`;
  return leftOut === null ? words : `${words} ${leftOut}`;
}

function countWords(chains: number, held: number): string {
  if (chains === 0) return 'No chain can be built';
  if (chains === 1) return held === 1 ? 'The one chain holds' : 'The one chain does not hold';
  if (held === 0) return `None of ${chains} chains holds`;
  return `${held} of ${chains} chains ${held === 1 ? 'holds' : 'hold'}`;
}

function PictureMenu({ shapes, label }: { readonly shapes: GraphShapes; readonly label: string }) {
  const { copyText, copyImage, saveFile, announce } = useActions();
  const svg = () => toSvgText(pictureOfGraph(shapes), readPalette(), `Chains of ${label}`);
  const copyPicture = async () => {
    const png = await toPng(pictureOfGraph(shapes), readPalette());
    if (png !== null && (await copyImage(png)) !== null) announce('Chains copied as a picture.');
  };
  return (
    <MenuButton
      label="Copy or save the drawing"
      trigger={<IconButton icon={Copy} label="Copy or save the drawing" />}
    >
      <MenuItem text="Copy as picture (PNG)" onAction={() => void copyPicture()} />
      <MenuItem text="Copy as SVG" onAction={() => void copyText(svg(), 'SVG')} />
      <MenuItem
        text="Save as SVG…"
        onAction={() => void saveFile('chains.svg', new TextEncoder().encode(svg()))}
      />
    </MenuButton>
  );
}

/** The chains of a certificate, built anew when what they are judged by or what is loaded changes; null until then. */
function useChains(fingerprint: string): Result<ChainGraph, string> | null {
  const { drawChains } = useActions();
  const question = useWorkbench((state) => state.chainQuestion);
  const certificates = useWorkbench((state) => state.certificates);
  const clockOffset = useWorkbench((state) => state.clockOffsetMs);
  const [result, setResult] = useState<Result<ChainGraph, string> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is loaded and the clock decide what is built
  useEffect(() => {
    let isCurrent = true;
    void drawChains(fingerprint, question).then((answer) => {
      if (isCurrent) setResult(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [drawChains, fingerprint, question, certificates, clockOffset]);
  return result;
}
