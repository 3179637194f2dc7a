import { Copy, MonitorPlay } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Flow } from '#shared/flow/flow.ts';
import { reportFileName, reportFlow } from '#shared/flow/report/flow-report.ts';
import { reportToHtml } from '#shared/flow/report/report-html.ts';
import { reportToMarkdown } from '#shared/flow/report/report-markdown.ts';
import { IconButton } from '../../components/button.tsx';
import { MenuButton, MenuItem, MenuLine } from '../../components/menu.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './sequence-panel.module.css';

/** What can be taken along of a flow: the diagram as a picture, the whole of it as a report. */
export function SequenceTools(props: {
  readonly flow: Flow;
  readonly toSvg: () => string;
  readonly toPng: () => Promise<Uint8Array | null>;
  readonly toMermaid: () => string;
}) {
  const { setView } = useActions();
  return (
    <div className={classes.tools}>
      <TakeMenu {...props} />
      <IconButton
        icon={MonitorPlay}
        label="Present"
        keys="F5"
        size="small"
        onPress={() => setView('presentation')}
      />
    </div>
  );
}

/** One menu, so that it and the presentation fit beside the first lane in a narrow window. */
function TakeMenu(props: Parameters<typeof SequenceTools>[0]) {
  const { flow, toSvg, toMermaid } = props;
  const { saveAnonymous } = useActions();
  const { copyText, copyImage, announce, saveFile, saveCases, saveListedCases } = useActions();
  const copyPicture = async () => {
    const png = await props.toPng();
    if (png !== null && (await copyImage(png)) !== null) announce('Diagram copied as a picture.');
  };
  const save = (extension: 'html' | 'md', text: string) =>
    saveFile(reportFileName(flow, extension), new TextEncoder().encode(text));
  const markdown = () => reportToMarkdown(reportFlow(flow), toMermaid());
  return (
    <MenuButton
      label="Copy the diagram, or report the flow"
      placement="bottom start"
      trigger={
        <Button className={classes.tool ?? ''} aria-label="Copy the diagram, or report the flow">
          <Copy size={14} aria-hidden="true" />
        </Button>
      }
    >
      <MenuItem text="Copy as picture (PNG)" onAction={() => void copyPicture()} />
      <MenuItem text="Copy as SVG" onAction={() => void copyText(toSvg(), 'SVG')} />
      <MenuItem
        text="Copy as Mermaid"
        onAction={() => void copyText(toMermaid(), 'Mermaid text')}
      />
      <MenuLine />
      <MenuItem
        text="Save report as HTML…"
        detail="one file: verdict, diagram, checks, octets, policy"
        onAction={() => void save('html', reportToHtml(reportFlow(flow), toSvg()))}
      />
      <MenuItem text="Save report as Markdown…" onAction={() => void save('md', markdown())} />
      <MenuItem
        text="Copy report as Markdown"
        onAction={() => void copyText(markdown(), 'Report')}
      />
      {flow.outcome !== null && (
        <MenuItem
          text="Save as case…"
          detail="all that the verdict rests on, for revoscope replay"
          onAction={() => void saveCases([flow.id])}
        />
      )}
      {flow.outcome !== null && (
        <MenuItem
          text="Save as anonymous case…"
          detail="names, serials, keys and addresses replaced, same verdict"
          onAction={() => void saveAnonymous(flow.id)}
        />
      )}
      <MenuItem
        text="Save the listed flows as cases…"
        detail="a file each, in a folder"
        onAction={() => void saveListedCases()}
      />
    </MenuButton>
  );
}
