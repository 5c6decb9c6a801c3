/**
 * A disk that is really full: the audit log on a file system of 4 MB. What does not fit is refused with the remedy, and
 * what was logged before still reads and verifies. Where mounting is not allowed, this says so and passes.
 * Usage: npm run build && node scripts/full-disk.mjs
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

const bin = join(dirname(dirname(fileURLToPath(import.meta.url))), 'bin', 'aegis.js');
const folder = mkdtempSync(join(tmpdir(), 'aegis-disk-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status !== 0) {
  console.log('skipped: this machine does not let us mount a file system');
  rmSync(folder, { recursive: true });
  process.exit(0);
}
try {
  const db = join(disk, 'aegis_audit.db');
  const earlier = predecessor(join(folder, 'earlier.db'), 20_000);
  aegis(['audit', 'import', earlier, '--db', db], 2, /error\[AEG4013\]: there is no room left/);
  aegis(['audit', 'import', earlier, '--db', db], 2, /error\[AEG4013\]: there is no room left/);
  aegis(['audit', 'verify', '--db', db], 0, /\d{3,} entries, each follows the one before/);
  aegis(['audit', '--db', db, '--limit', '1'], 0, /refund:order-\d+/);
  console.log('a full disk is refused; what was logged before holds');
} finally {
  spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
}

/** A log of the form before the chain: the quickest way to have much to log. */
function predecessor(path, count) {
  const database = new Database(path);
  database.exec('CREATE TABLE audit_log (id INTEGER PRIMARY KEY, timestamp, action_type, action_target)');
  const insert = database.prepare("INSERT INTO audit_log VALUES (?, '2025-06-01T08:00:00Z', 'refund', ?)");
  database.transaction(() => {
    for (let id = 1; id <= count; id += 1) insert.run(id, `order-${id}`);
  })();
  database.close();
  return path;
}

function aegis(argv, exitCode, says) {
  const ran = spawnSync(process.execPath, [bin, ...argv], { encoding: 'utf8' });
  if (ran.status === exitCode && says.test(ran.stdout + ran.stderr)) return;
  throw new Error(`aegis ${argv.join(' ')} exited ${ran.status} and said:\n${ran.stdout}${ran.stderr}`);
}
