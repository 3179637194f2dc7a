import { type BrowserWindow, dialog } from 'electron';
import { ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { expandCaseFolders } from '../case-folders.ts';
import { readInputs } from '../read-inputs.ts';
import type { RecentFiles } from '../recent-files.ts';
import { saveCases } from '../save-cases.ts';
import type { Handlers } from './create-answer.ts';

type CaseChannel = Extract<keyof Handlers, `cases:${string}`>;

const dialogs = {
  files: {
    title: 'Open cases, HAR files or packet captures',
    filters: [
      { name: 'Cases and captures', extensions: ['revocase', 'har', 'pcap', 'pcapng', 'cap'] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile' as const, 'multiSelections' as const],
  },
  folder: { title: 'Open a folder of cases', properties: ['openDirectory' as const] },
  messages: {
    title: 'Open an OCSP response and the request that it answers',
    properties: ['openFile' as const, 'multiSelections' as const],
  },
};

/** Cases: opened, saved, judged again. */
export function caseHandlers(
  workbench: Workbench,
  window: () => BrowserWindow | null,
  recent: RecentFiles,
): Pick<Handlers, CaseChannel> {
  const { cases } = workbench;
  return {
    'cases:open-dialog': async ({ what }) => {
      const parent = window();
      const options = dialogs[what];
      const { filePaths } =
        parent === null
          ? await dialog.showOpenDialog(options)
          : await dialog.showOpenDialog(parent, options);
      if (filePaths.length === 0) return ok([]);
      if (what !== 'messages') recent.add(filePaths);
      const { inputs, unreadable } = await readInputs(await expandCaseFolders(filePaths));
      const reports =
        what === 'messages' ? cases.openMessages(inputs) : await workbench.inputs.open(inputs);
      return ok([...reports, ...unreadable]);
    },
    'cases:save': async ({ flowIds }) => {
      const texts = cases.texts(flowIds);
      return texts.ok ? saveCases(texts.value, window()) : texts;
    },
    'cases:save-listed': async ({ filter }) => saveCases(cases.listed(filter), window()),
    'cases:save-anonymous': async ({ flowId }) => {
      const made = await cases.anonymous(flowId);
      return made.ok ? saveCases([made.value], window()) : made;
    },
    'cases:replay-here': ({ flowId }) => cases.replayHere(flowId),
    'cases:get-replay': ({ flowId }) => {
      const text = cases.replayJson(flowId);
      return text.ok ? ok({ text: text.value }) : text;
    },
  };
}
