import { useInput, useStdout } from 'ink';
import { useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { Paint } from '../reporters/index.ts';
import type { LiveLogChange, LiveLogState } from './live-log-state.ts';
import { LogView } from './log-view.tsx';

/** Where the state of the view is kept: outside of the view, because what comes in comes from there. */
export interface LiveLogStore {
  readonly subscribe: (onChange: () => void) => () => void;
  readonly state: () => LiveLogState;
  readonly change: (change: LiveLogChange) => void;
}

export interface LiveLogProps {
  readonly file: string;
  readonly store: LiveLogStore;
  readonly paint: Paint;
}

/** The view on a terminal: as large as that is, and changed by what is typed. */
export function LiveLog({ file, store, paint }: LiveLogProps): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { columns, rows } = useTerminalSize();
  useInput((text, key) => {
    if (key.tab) store.change({ kind: 'paused or went on' });
    else if (key.escape) store.change({ kind: 'cleared' });
    else if (key.backspace || key.delete) store.change({ kind: 'erased' });
    else if (!key.ctrl && !key.meta && text !== '') store.change({ kind: 'typed', text: printable(text) });
  });
  return <LogView file={file} state={state} paint={paint} columns={columns} rows={rows} />;
}

/** What is pasted may hold line ends. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}

function useTerminalSize(): { readonly columns: number; readonly rows: number } {
  const { stdout } = useStdout();
  const [size, setSize] = useState(() => sizeOf(stdout));
  useEffect(() => {
    const measure = (): void => {
      setSize(sizeOf(stdout));
    };
    stdout.on('resize', measure);
    return () => {
      stdout.off('resize', measure);
    };
  }, [stdout]);
  return size;
}

/** A terminal that does not say how large it is counts as one of the usual size. */
function sizeOf(stdout: Partial<NodeJS.WriteStream>): { readonly columns: number; readonly rows: number } {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}
