import { render } from 'ink';
import { createElement } from 'react';
import type { FoldedEvent } from '../audit/index.ts';
import type { Paint } from '../reporters/index.ts';
import { changeLiveLog, EMPTY_LIVE_LOG, type LiveLogChange } from './live-log-state.ts';
import { LiveLog, type LiveLogStore } from './live-log.tsx';

/** A terminal to draw on and to type at. */
export interface Screen {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

/** The live log, as long as it is on the terminal. */
export interface LiveLogScreen {
  /** Shows events that came in, oldest first. */
  readonly show: (events: readonly FoldedEvent[]) => void;
  readonly notice: (text: string) => void;
  /** Gives the terminal back as it was, with the last view on it. */
  readonly close: () => void;
  /** Resolves when the screen was closed, by `close` or by who sits before it. */
  readonly closed: Promise<void>;
}

/** Puts the live log on a terminal. `file` is the log as the user named it. */
export function showLiveLog(
  screen: Screen,
  { file, paint }: { readonly file: string; readonly paint: Paint },
): LiveLogScreen {
  const store = createStore();
  const app = render(createElement(LiveLog, { file, store, paint }), {
    stdin: screen.stdin,
    stdout: screen.stdout,
    exitOnCtrlC: true,
    patchConsole: false,
    incrementalRendering: true,
  });
  return {
    show: (events) => {
      store.change({ kind: 'came', events });
    },
    notice: (text) => {
      store.change({ kind: 'notice', text });
    },
    close: () => {
      app.unmount();
    },
    closed: app.waitUntilExit().then(() => undefined),
  };
}

function createStore(): LiveLogStore {
  let state = EMPTY_LIVE_LOG;
  const listeners = new Set<() => void>();
  return {
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    state: () => state,
    change: (change: LiveLogChange) => {
      state = changeLiveLog(state, change);
      for (const listener of listeners) listener();
    },
  };
}
