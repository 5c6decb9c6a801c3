import { writeSync } from 'node:fs';
import { nodeCryptography } from '../../src/platform/index.ts';
import { loadDriver, openWriter } from '../../src/store/index.ts';
import { deskEvent } from '../audit/log-of.ts';

/** Adds events in batches of different sizes and says which were acknowledged: one line for each. */
const [path = '', first = '', count = ''] = process.argv.slice(2);
const driver = await loadDriver();
if (driver === undefined) throw new Error('no SQLite');
const opened = openWriter(path, {
  driver,
  cryptography: nodeCryptography,
  host: 'desk-1',
  busyTimeout: 60_000,
});
if (!opened.ok) throw new Error(opened.error);
let done = 0;
while (done < Number(count)) {
  const size = Math.min(1 + (done % 50), Number(count) - done);
  const events = Array.from({ length: size }, (_, i) => deskEvent(Number(first) + done + i));
  const added = opened.value.append(events);
  if (!added.ok) throw new Error(added.error);
  done += size;
  writeSync(1, added.value.map(({ sequence, hash }) => `${sequence} ${hash}\n`).join(''));
}
opened.value.close();
